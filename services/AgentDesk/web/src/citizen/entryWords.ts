import type { TFunction } from 'i18next';
import type { EntryKind } from '../api/types';
import { reasonText } from '../conversation/deliveryReason';

/** An entry's text; where that is a stable code, what it means. */
export function wordsOf(kind: EntryKind, text: string, t: TFunction): string {
  if (kind === 'call-take-failed') return reasonText(text, t);
  if (kind === 'call-left-queue') return t(`call.queueResult.${text}`, { defaultValue: text });
  return text;
}

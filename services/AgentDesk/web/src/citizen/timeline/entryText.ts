import type { TFunction } from 'i18next';
import type { Entry } from '../../api/types';
import { reasonText } from '../../conversation/delivery/deliveryText';

/** The text of an entry; if the server sends a code or a bare name, a sentence made from it. */
export function entryText({ kind, text }: Pick<Entry, 'kind' | 'text'>, t: TFunction): string | null {
  if (kind === 'contact-forbidden' || kind === 'contact-allowed') return t(`timeline.text.${kind}`);
  if (!text) return null;
  switch (kind) {
    case 'contact-point-added':
      return t(`contactPoint.${text}`, { defaultValue: text });
    case 'call-take-failed':
      return reasonText(text, t);
    case 'call-left-queue':
      return t(`call.queueResult.${text}`, { defaultValue: text });
    case 'outreach-begun':
    case 'outreach-message':
    case 'outreach-answered':
    case 'outreach-handed-over':
    case 'consent-given':
    case 'consent-withdrawn':
      return t(`timeline.text.${kind}`, { text });
    case 'outreach-finished':
    case 'outreach-stopped':
      return t(`timeline.text.${kind}`, { text: t(`campaigns.outcome.${text}`, { defaultValue: text }) });
    default:
      return text;
  }
}

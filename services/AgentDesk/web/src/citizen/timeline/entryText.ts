import type { TFunction } from 'i18next';
import type { Entry } from '../../api/types';
import { reasonText } from '../../conversation/delivery/deliveryText';

const campaignKinds = [
  'outreach-begun',
  'outreach-message',
  'outreach-held',
  'outreach-passed',
  'outreach-answered',
  'outreach-handed-over',
  'outreach-finished',
  'outreach-stopped',
] as const;

const consentKinds = ['consent-given', 'consent-withdrawn', 'contact-forbidden', 'contact-allowed'] as const;

function isOneOf<T extends string>(kinds: readonly T[], kind: string): kind is T {
  return (kinds as readonly string[]).includes(kind);
}

/** The text of an entry; if the server sends a code or a bare name, a sentence made from it. */
export function entryText({ kind, text, channel }: Pick<Entry, 'kind' | 'text' | 'channel'>, channelName: string, t: TFunction): string | null {
  if (kind === 'contact-forbidden' || kind === 'contact-allowed') return t(`timeline.text.${kind}`);
  if (!text) return null;
  if (kind === 'contact-point-added') return t(`contactPoint.${text}`, { defaultValue: text });
  if (kind === 'call-take-failed') return reasonText(text, t);
  if (kind === 'call-left-queue') return t(`call.queueResult.${text}`, { defaultValue: text });
  if (kind === 'outreach-message' && channel) return t('timeline.text.outreach-message-over', { text, channel: channelName });
  if (isOneOf(campaignKinds, kind) || isOneOf(consentKinds, kind)) return t(`timeline.text.${kind}`, { text });
  return text;
}

import type { TFunction } from 'i18next';
import type { Delivery } from '../../api/types';
import en from '../../i18n/en.json';

type KnownReason = keyof typeof en.deliveryReason;

function isKnown(reason: string): reason is KnownReason {
  return Object.hasOwn(en.deliveryReason, reason);
}

/** The text for a reason code; an unknown code is shown as received. */
export const reasonText = (reason: string, t: TFunction): string => (isKnown(reason) ? t(`deliveryReason.${reason}`) : reason);

/** The state of a delivery, with the reason if it failed. */
export function deliveryText({ state, reason }: Delivery, t: TFunction): string {
  if (state !== 'failed' || !reason) return t(`delivery.${state}`);
  return t('delivery.failedBecause', { reason: reasonText(reason, t) });
}

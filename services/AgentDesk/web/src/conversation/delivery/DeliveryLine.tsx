import {
  IconAlertTriangle,
  IconCheck,
  IconChecks,
  IconClock,
  IconHelpCircle,
  IconEye,
  IconSend,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Delivery, DeliveryState } from '../../api/types';
import { localeOf } from '../../i18n/i18n';
import classes from './DeliveryLine.module.css';
import { deliveryText } from './deliveryText';

interface Props {
  delivery: Delivery;
}

const icons: Record<DeliveryState, typeof IconCheck> = {
  pending: IconClock,
  ambiguous: IconHelpCircle,
  accepted: IconCheck,
  sent: IconSend,
  delivered: IconChecks,
  read: IconEye,
  failed: IconAlertTriangle,
};

export function DeliveryLine({ delivery }: Props) {
  const { t, i18n } = useTranslation();
  const Icon = icons[delivery.state] ?? IconHelpCircle;
  const hint = [
    t(`delivery.hint.${delivery.state}`),
    delivery.providerCode && t('delivery.providerCode', { code: delivery.providerCode }),
    delivery.at &&
      new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'medium', timeStyle: 'medium' }).format(Date.parse(delivery.at)),
  ];

  return (
    <p className={classes.delivery} data-state={delivery.state} title={hint.filter(Boolean).join('\n')}>
      <Icon size={14} stroke={1.8} aria-hidden="true" />
      {deliveryText(delivery, t)}
    </p>
  );
}

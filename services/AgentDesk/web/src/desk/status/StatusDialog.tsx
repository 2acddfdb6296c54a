import { Modal, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/ErrorState';
import classes from './StatusDialog.module.css';
import { SubscriptionRow } from './SubscriptionRow';
import { useSubscriptions } from './useSubscriptions';

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** How far each subscription has come in the log of events. */
export function StatusDialog({ opened, onClose }: Props) {
  const { t } = useTranslation();
  const { data: subscriptions, error, refetch } = useSubscriptions(opened);

  function content() {
    if (error) return <ErrorState title={t('status.failed')} error={error} onRetry={() => void refetch()} />;
    if (!subscriptions) return <Skeleton height={160} />;
    return (
      <dl className={classes.list}>
        {subscriptions.map((subscription) => (
          <SubscriptionRow key={subscription.id} subscription={subscription} />
        ))}
      </dl>
    );
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('status.title')}
      closeButtonProps={{ 'aria-label': t('status.close') }}
      centered
      size="md"
    >
      <p className={classes.hint}>{t('status.hint')}</p>
      {content()}
    </Modal>
  );
}

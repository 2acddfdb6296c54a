import { Modal, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Subscription } from '../../api/types';
import { localeOf } from '../../i18n/i18n';
import { FailureNote } from '../../ui/FailureNote';
import classes from './StatusDialog.module.css';
import { useSubscriptions } from './useSubscriptions';

interface Props {
  opened: boolean;
  onClose: () => void;
}

export function StatusDialog({ opened, onClose }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useSubscriptions(opened);
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
      {error ? (
        <FailureNote title={t('status.failed')} error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <dl className={classes.list}>
          {data.map((subscription) => (
            <SubscriptionRow key={subscription.id} subscription={subscription} />
          ))}
        </dl>
      ) : (
        <Skeleton height={160} />
      )}
    </Modal>
  );
}

function SubscriptionRow({ subscription: { id, behind, failure } }: { subscription: Subscription }) {
  const { t, i18n } = useTranslation();
  const state = failure ? 'stands' : behind > 0 ? 'behind' : 'upToDate';
  return (
    <div className={classes.row} data-state={state}>
      <dt>{id}</dt>
      <dd>
        <span className={classes.dot} aria-hidden="true" />
        {state === 'stands' && t('status.stopped', { failure })}
        {state === 'behind' && t('status.behind', { count: behind, formatted: behind.toLocaleString(localeOf(i18n.language)) })}
        {state === 'upToDate' && t('status.upToDate')}
      </dd>
    </div>
  );
}

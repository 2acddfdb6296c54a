import { useTranslation } from 'react-i18next';
import type { Subscription } from '../../api/types';
import { localeOf } from '../../i18n/i18n';
import classes from './StatusDialog.module.css';

interface Props {
  subscription: Subscription;
}

export function SubscriptionRow({ subscription: { id, behind, failure } }: Props) {
  const { t, i18n } = useTranslation();

  function status(): ['stopped' | 'behind' | 'upToDate', string] {
    if (failure) return ['stopped', t('status.stopped', { failure })];
    if (behind > 0) return ['behind', t('status.behind', { count: behind, formatted: behind.toLocaleString(localeOf(i18n.language)) })];
    return ['upToDate', t('status.upToDate')];
  }

  const [state, text] = status();
  return (
    <div className={classes.row} data-state={state}>
      <dt>{id}</dt>
      <dd>
        <span className={classes.dot} aria-hidden="true" />
        {text}
      </dd>
    </div>
  );
}

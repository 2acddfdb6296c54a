import { useTranslation } from 'react-i18next';
import { useLiveState } from '../../live/liveState';
import classes from './LiveIndicator.module.css';

export function LiveIndicator() {
  const { t } = useTranslation();
  const state = useLiveState();
  return (
    <p
      className={classes.indicator}
      data-state={state}
      role="status"
      title={state === 'reconnecting' ? t('live.reconnectingHint') : undefined}
    >
      <span className={classes.dot} aria-hidden="true" />
      {t(`live.${state}`)}
    </p>
  );
}

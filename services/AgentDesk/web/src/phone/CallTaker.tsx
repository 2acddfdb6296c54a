import { useTranslation } from 'react-i18next';
import type { PhoneCall } from '../api/types';
import { reasonText } from '../conversation/delivery/deliveryReason';
import { useSession } from '../session/SessionContext';
import classes from './LiveCalls.module.css';

interface Props {
  call: PhoneCall;
}

/** Who has taken the call, or why the last one who did was not connected. */
export function CallTaker({ call }: Props) {
  const { t } = useTranslation();
  const { me } = useSession();
  const { takenBy, takeProblem } = call;
  if (takenBy) {
    const does = call.queue ? 'rings' : call.wantsCallback ? 'callsBack' : call.endedAt ? null : 'talks';
    if (!does) return null;
    return (
      <p className={classes.taker}>
        <bdi>{takenBy === me.name ? t(`call.me.${does}`) : t(`call.other.${does}`, { name: takenBy })}</bdi>
      </p>
    );
  }
  if (!takeProblem || !(call.queue || call.wantsCallback)) return null;
  return (
    <p className={classes.taker} data-problem>
      {t('call.notConnected', { reason: reasonText(takeProblem, t) })}
    </p>
  );
}

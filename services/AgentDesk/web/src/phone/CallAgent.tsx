import { useTranslation } from 'react-i18next';
import type { PhoneCall } from '../api/types';
import { isWaiting } from '../cache/calls';
import { reasonText } from '../conversation/delivery/deliveryText';
import { useSession } from '../session/SessionContext';
import classes from './OpenCalls.module.css';

interface Props {
  call: PhoneCall;
}

function agentStateOf({ queue, wantsCallback, endedAt }: PhoneCall) {
  if (queue) return 'ringing';
  if (wantsCallback) return 'callingBack';
  return endedAt ? null : 'talking';
}

/** The agent who picked up the call, or why the last one was not connected. */
export function CallAgent({ call }: Props) {
  const { t } = useTranslation();
  const { me } = useSession();
  const { takenBy, takeProblem } = call;

  if (takenBy) {
    const state = agentStateOf(call);
    if (!state) return null;
    return (
      <p className={classes.agent}>
        <bdi>{takenBy === me.name ? t(`call.me.${state}`) : t(`call.other.${state}`, { name: takenBy })}</bdi>
      </p>
    );
  }
  if (!takeProblem || !isWaiting(call)) return null;
  return (
    <p className={classes.agent} data-problem>
      {t('call.notConnected', { reason: reasonText(takeProblem, t) })}
    </p>
  );
}

import { IconPhoneCall, IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PhoneCall } from '../api/types';
import { ContactName } from '../citizen/ContactName';
import { conversationHeadingId } from '../conversation/header/headingId';
import { Link } from '../routing/Link';
import { conversationPath } from '../routing/route';
import { focusSoon } from '../ui/focusSoon';
import { RelativeTime } from '../ui/RelativeTime';
import { CallTaker } from './CallTaker';
import classes from './LiveCalls.module.css';
import { TakeCall } from './TakeCall';

interface Props {
  call: PhoneCall;
  selected: boolean;
}

/** One call: who it is, what they chose, what it was about last time, and what else is open. */
export function LiveCall({ call, selected }: Props) {
  const { t } = useTranslation();
  const isWish = call.wantsCallback && Boolean(call.endedAt);
  const Icon = isWish ? IconPhoneCall : call.direction === 'inbound' ? IconPhoneIncoming : IconPhoneOutgoing;
  const before = call.text || call.lastConversation?.text;

  return (
    <li className={classes.card} data-status={call.status} data-selected={selected || undefined}>
      <Link
        to={conversationPath(call.conversationId)}
        onFollow={() => focusSoon(conversationHeadingId)}
        className={classes.call}
        aria-current={selected ? 'page' : undefined}
      >
        <Icon size={18} stroke={1.6} aria-hidden="true" className={classes.icon} />
        <span className={classes.line}>
          <strong className={classes.name}>
            <ContactName name={call.citizenName} contactPoint={call.contactPoint} />
          </strong>
          <RelativeTime at={call.joinedAt ?? call.startedAt} className={classes.time} />
        </span>
        <span className={classes.facts}>
          {!isWish && !call.queue && !call.takenBy && <span>{t(`call.status.${call.status}`, { defaultValue: call.status })}</span>}
          {call.direction === 'outbound' && <span>{t('call.outbound')}</span>}
          {call.queue && <span>{t('call.queue', { queue: call.queue })}</span>}
          {call.choice && <span>{t('call.choice', { choice: call.choice })}</span>}
          {call.wantsCallback && <span>{t('call.callback')}</span>}
          {!call.citizenName && call.callerName && <bdi>{t('call.claimed', { name: call.callerName })}</bdi>}
          {call.openConversations > 0 && <span>{t('call.open', { count: call.openConversations })}</span>}
        </span>
        {before && (
          <span className={classes.before}>
            {t('call.lastTime')} <bdi>{before}</bdi>
          </span>
        )}
      </Link>
      <CallTaker call={call} />
      {(call.queue || isWish) && !call.takenBy && <TakeCall call={call} />}
    </li>
  );
}

import { IconPhoneCall, IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PhoneCall } from '../api/types';
import { ContactName } from '../citizen/ContactName';
import { conversationHeadingId } from '../conversation/header/headingId';
import { Link } from '../routing/Link';
import { conversationPath } from '../routing/route';
import { focusSoon } from '../ui/focusSoon';
import { RelativeTime } from '../ui/time/RelativeTime';
import { CallAgent } from './CallAgent';
import classes from './OpenCalls.module.css';
import { PickUpCall } from './PickUpCall';

interface Props {
  call: PhoneCall;
  selected: boolean;
}

/** One call: the caller, their choice in the menu, their last matter and their open conversations. */
export function CallCard({ call, selected }: Props) {
  const { t } = useTranslation();
  const isCallback = call.wantsCallback && Boolean(call.endedAt);
  const DirectionIcon = call.direction === 'inbound' ? IconPhoneIncoming : IconPhoneOutgoing;
  const Icon = isCallback ? IconPhoneCall : DirectionIcon;
  const lastText = call.text || call.lastConversation?.text;

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
          {!isCallback && !call.queue && !call.takenBy && <span>{t(`call.status.${call.status}`, { defaultValue: call.status })}</span>}
          {call.direction === 'outbound' && <span>{t('call.outbound')}</span>}
          {call.queue && <span>{t('call.queue', { queue: call.queue })}</span>}
          {call.choice && <span>{t('call.menuChoice', { choice: call.choice })}</span>}
          {call.wantsCallback && <span>{t('call.callback')}</span>}
          {!call.citizenName && call.callerName && <bdi>{t('call.callerName', { name: call.callerName })}</bdi>}
          {call.openConversations > 0 && <span>{t('call.open', { count: call.openConversations })}</span>}
        </span>
        {lastText && (
          <span className={classes.lastText}>
            {t('call.lastTime')} <bdi>{lastText}</bdi>
          </span>
        )}
      </Link>
      <CallAgent call={call} />
      {(call.queue || isCallback) && !call.takenBy && <PickUpCall call={call} />}
    </li>
  );
}

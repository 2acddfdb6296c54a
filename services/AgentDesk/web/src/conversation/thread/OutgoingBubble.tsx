import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { ClockTime } from '../../ui/time/ClockTime';
import { UserText } from '../../ui/UserText';
import type { Outgoing } from '../composer/useSendMessage';
import deliveryClasses from '../delivery/DeliveryLine.module.css';
import classes from '../message/MessageBubble.module.css';

interface Props {
  outgoing: Outgoing;
}

/** A message the server has not confirmed yet, laid out like a confirmed one so that nothing jumps. */
export function OutgoingBubble({ outgoing: { draft, channel, at } }: Props) {
  const { t } = useTranslation();
  return (
    <article className={classes.message} data-direction={draft.kind === 'note' ? 'note' : 'outbound'} data-pending>
      <header className={classes.head}>
        {draft.kind === 'note' ? <span>{t('conversation.note')} ·</span> : <ChannelIcon channel={channel ?? ''} size={14} />}
        <span>{t('conversation.you')}</span>
        <span>·</span>
        <ClockTime at={at} />
      </header>
      <div className={classes.bubble}>
        <UserText text={draft.text} className={classes.text} />
      </div>
      {draft.kind === 'reply' && (
        <p className={deliveryClasses.delivery} data-state="pending">
          <IconClock size={14} stroke={1.8} aria-hidden="true" />
          {t('conversation.sending')}
        </p>
      )}
    </article>
  );
}

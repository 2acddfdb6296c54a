import { IconLock } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/types';
import { useSession } from '../../session/SessionContext';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { ClockTime } from '../../ui/time/ClockTime';
import { UserText } from '../../ui/UserText';
import { AttachmentView } from '../attachment/AttachmentView';
import { DeliveryLine } from '../delivery/DeliveryLine';
import { MailHtml } from './MailHtml';
import classes from './MessageBubble.module.css';
import { MessageExtras } from './MessageExtras';
import { MessageHistory } from './MessageHistory';
import { MessageSubject } from './MessageSubject';

interface Props {
  message: Message;
}

export const MessageBubble = memo(function MessageBubble({ message }: Props) {
  const { t } = useTranslation();
  const { me } = useSession();
  const { direction, author, text, attachments, delivery } = message;

  function authorName(): string {
    if (direction === 'inbound') return t('conversation.citizenName');
    return author === me.name ? t('conversation.you') : author || t('conversation.agent');
  }

  return (
    <article className={classes.message} data-direction={direction}>
      <header className={classes.head}>
        {direction === 'note' ? (
          <>
            <IconLock size={13} stroke={1.8} aria-hidden="true" />
            <span>{t('conversation.note')}</span>
            <span>·</span>
          </>
        ) : (
          <ChannelIcon channel={message.channel} size={14} />
        )}
        <bdi>{authorName()}</bdi>
        <span>·</span>
        <ClockTime at={message.at} />
      </header>
      <div className={classes.bubble} data-withdrawn={message.isWithdrawn || undefined}>
        <MessageSubject message={message} />
        {text && <UserText text={text} className={classes.text} />}
        {message.transcript && <UserText text={message.transcript} className={classes.text} />}
        {message.details?.safeHtml && <MailHtml html={message.details.safeHtml} />}
        <MessageExtras message={message} />
        {attachments?.map((attachment) => (
          <AttachmentView key={attachment.url} attachment={attachment} />
        ))}
      </div>
      <MessageHistory message={message} />
      {direction === 'outbound' && delivery && <DeliveryLine delivery={delivery} />}
    </article>
  );
});

import { Button } from '@mantine/core';
import { IconArrowDown, IconMessageCircle } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../api/types';
import { dayName, sameDay } from '../../format/relativeTime';
import { localeOf } from '../../i18n/i18n';
import { EmptyState } from '../../ui/EmptyState';
import { useNow } from '../../ui/time/useNow';
import { useOutgoing } from '../composer/useSendMessage';
import { MessageBubble } from '../message/MessageBubble';
import { OutgoingBubble } from './OutgoingBubble';
import classes from './Thread.module.css';
import { useStickToEnd } from './useStickToEnd';

interface Props {
  conversation: Conversation;
}

export function Thread({ conversation: { id, messages } }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const outgoing = useOutgoing(id);
  const { area, onScroll, hasUnread, scrollToEnd } = useStickToEnd(messages.length + outgoing.length);

  return (
    <div className={classes.frame}>
      {/* A scrollable area must be reachable by keyboard. */}
      <div ref={area} onScroll={onScroll} className={classes.scroll} tabIndex={0} role="log" aria-label={t('conversation.thread')}>
        <div className={classes.messages}>
          {messages.length + outgoing.length === 0 && (
            <EmptyState title={t('conversation.empty')} icon={<IconMessageCircle stroke={1.4} />} />
          )}
          {messages.map((message, index) => {
            const previous = messages[index - 1];
            return (
              <Fragment key={message.id}>
                {(!previous || !sameDay(previous.at, message.at)) && (
                  <h2 className={classes.day}>{dayName(message.at, now, localeOf(i18n.language))}</h2>
                )}
                <MessageBubble message={message} />
              </Fragment>
            );
          })}
          {outgoing.map((sent) => (
            <OutgoingBubble key={sent.draft.idempotencyKey} outgoing={sent} />
          ))}
        </div>
      </div>
      {hasUnread && (
        <Button
          className={classes.newest}
          size="xs"
          radius="xl"
          leftSection={<IconArrowDown size={14} />}
          onClick={scrollToEnd}
        >
          {t('conversation.newMessages')}
        </Button>
      )}
    </div>
  );
}

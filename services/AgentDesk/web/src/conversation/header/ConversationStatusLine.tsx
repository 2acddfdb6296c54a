import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../api/types';
import { useSession } from '../../session/SessionContext';
import classes from './ConversationStatusLine.module.css';

interface Props {
  conversation: Conversation;
}

/** In one line: open or closed, the assignee, and the queue. */
export function ConversationStatusLine({ conversation: { status, assignee, queue } }: Props) {
  const { t } = useTranslation();
  const { me } = useSession();

  function assignment(): string {
    if (!assignee) return t('conversation.unassigned');
    return assignee === me.name ? t('conversation.mine') : t('conversation.assignedTo', { name: assignee });
  }

  const facts = [t(`conversation.${status}`), assignment(), ...(queue ? [t('conversation.queue', { queue })] : [])];
  return (
    <p className={classes.state} data-status={status}>
      <span className={classes.dot} aria-hidden="true" />
      <span className={classes.text}>{facts.join(' · ')}</span>
    </p>
  );
}

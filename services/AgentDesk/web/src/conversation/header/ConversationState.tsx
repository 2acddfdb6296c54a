import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../api/types';
import { useSession } from '../../session/SessionContext';
import classes from './ConversationState.module.css';

interface Props {
  conversation: Conversation;
}

/** In one line: open or closed, whose it is, and in which queue. */
export function ConversationState({ conversation: { status, assignee, queue } }: Props) {
  const { t } = useTranslation();
  const { me } = useSession();
  const owner = !assignee
    ? t('conversation.unassigned')
    : assignee === me.name
      ? t('conversation.mine')
      : t('conversation.assignedTo', { name: assignee });
  const words = [t(`conversation.${status}`), owner, ...(queue ? [t('conversation.queue', { queue })] : [])];

  return (
    <p className={classes.state} data-status={status}>
      <span className={classes.dot} aria-hidden="true" />
      <span className={classes.words}>{words.join(' · ')}</span>
    </p>
  );
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../api/types';
import { useSession } from '../../session/SessionContext';
import { CloseAction } from './CloseAction';
import { useConversationActions } from './useConversationActions';

interface Props {
  conversation: Conversation;
}

export function ConversationActions({ conversation }: Props) {
  const { t } = useTranslation();
  const { me } = useSession();
  const { isPending, assignToMe, unassign, close, reopen } = useConversationActions(conversation);
  const { assignee, status } = conversation;

  return (
    <>
      {assignee === me.name ? (
        <Button variant="default" size="sm" disabled={isPending} onClick={unassign}>
          {t('conversation.unassign')}
        </Button>
      ) : (
        <Button variant="default" size="sm" disabled={isPending} onClick={assignToMe}>
          {t(assignee ? 'conversation.takeOver' : 'conversation.assign')}
        </Button>
      )}
      {status === 'open' ? (
        <CloseAction disabled={isPending} onClose={close} />
      ) : (
        <Button variant="default" size="sm" disabled={isPending} onClick={reopen}>
          {t('conversation.reopen')}
        </Button>
      )}
    </>
  );
}

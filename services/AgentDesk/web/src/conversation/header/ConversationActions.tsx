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
  const actions = useConversationActions(conversation);
  const { assignee, status } = conversation;
  const mine = assignee === me.name;

  return (
    <>
      <Button
        variant="default"
        size="sm"
        disabled={actions.isPending}
        onClick={mine ? actions.release : actions.assignToMe}
      >
        {mine ? t('conversation.release') : assignee ? t('conversation.takeOver') : t('conversation.assign')}
      </Button>
      {status === 'open' ? (
        <CloseAction disabled={actions.isPending} onClose={actions.close} />
      ) : (
        <Button variant="default" size="sm" disabled={actions.isPending} onClick={actions.reopen}>
          {t('conversation.reopen')}
        </Button>
      )}
    </>
  );
}

import { notifications } from '@mantine/notifications';
import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/http/problemText';
import type { Channel, Conversation, Message } from '../../api/types';
import { appendMessage } from '../../cache/conversation';
import { keys } from '../../cache/keys';
import { conversationPath } from '../../routing/route';
import { useSession } from '../../session/SessionContext';
import { emptyDraft, restoreDraft, type Draft } from './drafts';

export interface Outgoing {
  draft: Draft;
  /** The channel of a reply; notes have none. */
  channel: Channel | null;
  at: string;
}

const mutationKey = (conversationId: string) => ['send', conversationId];

/** Sends a reply or adds a note. The text leaves the composer at once, and returns if it could not be sent. */
export function useSendMessage(conversationId: string) {
  const { t } = useTranslation();
  const { api, me } = useSession();
  const client = useQueryClient();
  const key = keys.conversation(conversationId);

  function send({ draft: { kind, text, attachments = [], idempotencyKey }, channel }: Outgoing) {
    if (kind === 'note') return api.conversations.addNote(conversationId, { text }, idempotencyKey);
    return api.conversations.reply(conversationId, { text, ...(channel ? { channel } : {}), attachments }, idempotencyKey);
  }

  function toMessage(id: string, { draft: { kind, text, attachments = [] }, channel, at }: Outgoing): Message {
    const message = { id, text, author: me.name, at, isWithdrawn: false, ...(channel ? { channel } : {}) };
    return kind === 'note'
      ? { ...message, direction: 'note', attachments: [] }
      : { ...message, direction: 'outbound', delivery: { state: 'pending' }, attachments };
  }

  return useMutation({
    mutationKey: mutationKey(conversationId),
    mutationFn: send,
    onMutate: () => emptyDraft(conversationId),
    onSuccess: ({ body, position }, outgoing) => {
      const message = toMessage(body.id, outgoing);
      client.setQueryData<Conversation>(key, (known) => known && appendMessage(known, message, position));
      void client.invalidateQueries({ queryKey: key });
    },
    onError: (error, { draft }) => {
      restoreDraft(conversationId, draft, error);
      if (window.location.pathname === conversationPath(conversationId)) return;
      notifications.show({
        color: 'red',
        title: t('composer.notSent'),
        message: `${problemText(error, t)} ${t('composer.draftKept')}`,
        autoClose: 10_000,
      });
    },
  });
}

/** The messages being sent, not yet confirmed by the server. */
export function useOutgoing(conversationId: string): Outgoing[] {
  return useMutationState({
    filters: { mutationKey: mutationKey(conversationId), status: 'pending' },
    select: (mutation) => mutation.state.variables as Outgoing | undefined,
  }).filter((outgoing) => outgoing !== undefined);
}

import { notifications } from '@mantine/notifications';
import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import type { Channel, Conversation, Message } from '../../api/types';
import { appendMessage } from '../../cache/conversation';
import { keys } from '../../cache/keys';
import { problemText } from '../../api/http/problemText';
import { useSession } from '../../session/SessionContext';
import { emptyDraft, restoreDraft, type Draft } from './drafts';
import { conversationPath } from '../../routing/route';

export interface Outgoing {
  draft: Draft;
  channel: Channel;
  at: string;
}

const sendKey = (conversationId: string) => ['send', conversationId];

/** Sends a reply or adds a note. The text leaves the composer at once, and comes back if it is refused. */
export function useSend(conversationId: string) {
  const { api, me } = useSession();
  const client = useQueryClient();
  const key = keys.conversation(conversationId);

  return useMutation({
    mutationKey: sendKey(conversationId),
    mutationFn: ({ draft, channel }: Outgoing) =>
      draft.kind === 'note'
        ? api.note(conversationId, { text: draft.text }, draft.actionKey)
        : api.reply(conversationId, { text: draft.text, channel, attachments: draft.attachments ?? [] }, draft.actionKey),
    onMutate: () => emptyDraft(conversationId),
    onSuccess: ({ body, position }, { draft, channel, at }) => {
      const message: Message = {
        id: body.id,
        direction: draft.kind === 'note' ? 'note' : 'outbound',
        channel,
        text: draft.text,
        author: me.name,
        at,
        delivery: draft.kind === 'note' ? null : { state: 'pending' },
        attachments: draft.kind === 'note' ? [] : (draft.attachments ?? []),
      };
      client.setQueryData<Conversation>(key, (known) => known && appendMessage(known, message, position));
      void client.invalidateQueries({ queryKey: key });
    },
    onError: (error, { draft }) => {
      restoreDraft(conversationId, draft, error);
      if (window.location.pathname === conversationPath(conversationId)) return;
      notifications.show({
        color: 'red',
        title: i18next.t('composer.notSent'),
        message: `${problemText(error, i18next.t)} ${i18next.t('composer.draftKept')}`,
        autoClose: 10_000,
      });
    },
  });
}

/** What is on its way to the server. */
export function useOutgoing(conversationId: string): Outgoing[] {
  return useMutationState({
    filters: { mutationKey: sendKey(conversationId), status: 'pending' },
    select: (mutation) => mutation.state.variables as Outgoing | undefined,
  }).filter((outgoing) => outgoing !== undefined);
}

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { problemText } from '../../api/http/problemText';
import type { Conversation } from '../../api/types';
import type { WriteResult } from '../../api/http/writeResult';
import { keys } from '../../cache/keys';
import { latest } from '../../api/position';
import { newActionKey } from '../../api/http/actionKey';
import { useSession } from '../../session/SessionContext';

interface Action {
  /** What the conversation will be; shown before the server has answered. */
  change: Partial<Pick<Conversation, 'status' | 'assignee'>>;
  send: (actionKey: string) => Promise<WriteResult<unknown>>;
  actionKey: string;
}

export function useConversationActions(conversation: Conversation) {
  const { api, me } = useSession();
  const client = useQueryClient();
  const { id, queue } = conversation;
  const key = keys.conversation(id);

  const patch = (change: Partial<Conversation>) =>
    client.setQueryData<Conversation>(key, (known) => known && { ...known, ...change });

  const { mutate, isPending } = useMutation({
    mutationFn: ({ send, actionKey }: Action) => send(actionKey),
    onMutate: async ({ change }) => {
      await client.cancelQueries({ queryKey: key });
      const { status, assignee } = client.getQueryData<Conversation>(key) ?? conversation;
      patch(change);
      return { status, assignee: assignee ?? null };
    },
    onSuccess: ({ position }) => {
      const known = client.getQueryData<Conversation>(key);
      if (known) patch({ position: latest(known.position, position) ?? known.position });
      void client.invalidateQueries({ queryKey: keys.inboxes });
    },
    onError: (error, _, before) => {
      if (before) patch(before);
      notifications.show({
        color: 'red',
        title: i18next.t('failure.title'),
        message: problemText(error, i18next.t),
      });
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });

  const act = (change: Action['change'], send: Action['send']) => mutate({ change, send, actionKey: newActionKey() });

  return {
    isPending,
    assignToMe: () =>
      act({ assignee: me.name }, (action) => api.assign(id, { assignee: me.name, queue: queue ?? null }, action)),
    release: () => act({ assignee: null }, (action) => api.assign(id, { assignee: null, queue: queue ?? null }, action)),
    close: (reason: string) =>
      act({ status: 'closed' }, (action) => api.close(id, reason.trim() ? { reason: reason.trim() } : {}, action)),
    reopen: () => act({ status: 'open' }, (action) => api.reopen(id, action)),
  };
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newIdempotencyKey } from '../../api/http/idempotencyKey';
import type { WriteResult } from '../../api/http/writeResult';
import { latest } from '../../api/position';
import type { Conversation } from '../../api/types';
import { keys } from '../../cache/keys';
import { useSession } from '../../session/SessionContext';
import { useFailureNotification } from '../../ui/useFailureNotification';

interface Action {
  /** The change to the conversation, shown before the server has answered. */
  change: Partial<Pick<Conversation, 'status' | 'assignee'>>;
  send: (idempotencyKey: string) => Promise<WriteResult<unknown>>;
  idempotencyKey: string;
}

export function useConversationActions(conversation: Conversation) {
  const { api, me } = useSession();
  const client = useQueryClient();
  const showFailure = useFailureNotification();
  const { id, queue } = conversation;
  const key = keys.conversation(id);

  const patch = (change: Partial<Conversation>) =>
    client.setQueryData<Conversation>(key, (known) => known && { ...known, ...change });

  const { mutate, isPending } = useMutation({
    mutationFn: ({ send, idempotencyKey }: Action) => send(idempotencyKey),
    onMutate: async ({ change }) => {
      await client.cancelQueries({ queryKey: key });
      const { status, assignee } = client.getQueryData<Conversation>(key) ?? conversation;
      patch(change);
      return { status, assignee };
    },
    onSuccess: ({ position }) => {
      const known = client.getQueryData<Conversation>(key);
      if (known) patch({ position: latest(known.position, position) ?? known.position });
      void client.invalidateQueries({ queryKey: keys.inboxes });
    },
    onError: (error, _, previous) => {
      if (previous) patch(previous);
      showFailure(error);
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });

  const run = (change: Action['change'], send: Action['send']) => mutate({ change, send, idempotencyKey: newIdempotencyKey() });
  const assignTo = (assignee: string | undefined) =>
    run({ assignee }, (idempotencyKey) => api.conversations.assign(id, { assignee, queue }, idempotencyKey));

  return {
    isPending,
    assignToMe: () => assignTo(me.name),
    unassign: () => assignTo(undefined),
    close: (reason: string) =>
      run({ status: 'closed' }, (idempotencyKey) => api.conversations.close(id, reason.trim() ? { reason: reason.trim() } : {}, idempotencyKey)),
    reopen: () => run({ status: 'open' }, (idempotencyKey) => api.conversations.reopen(id, idempotencyKey)),
  };
}

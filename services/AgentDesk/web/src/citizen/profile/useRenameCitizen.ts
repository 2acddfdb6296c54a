import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newIdempotencyKey } from '../../api/http/idempotencyKey';
import type { Citizen } from '../../api/types';
import { keys } from '../../cache/keys';
import { useSession } from '../../session/SessionContext';
import { useFailureNotification } from '../../ui/useFailureNotification';

interface Variables {
  name: string;
  idempotencyKey: string;
}

const refetchDelay = 1_000;

/** Renames a citizen; the new name is shown before the server has answered. */
export function useRenameCitizen(citizenId: string) {
  const { api } = useSession();
  const client = useQueryClient();
  const showFailure = useFailureNotification();
  const key = keys.citizen(citizenId);
  const show = (name: string | undefined) => client.setQueryData<Citizen>(key, (known) => known && { ...known, name });

  const { mutate } = useMutation({
    mutationFn: ({ name, idempotencyKey }: Variables) => api.citizens.patch(citizenId, { name }, idempotencyKey),
    onMutate: async ({ name }) => {
      await client.cancelQueries({ queryKey: key });
      const previous = client.getQueryData<Citizen>(key)?.name;
      show(name);
      return previous;
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.inboxes });
      // Citizens cannot be read `atLeast` a position: fetched at once, the name could still be the old one.
      setTimeout(() => void client.invalidateQueries({ queryKey: key }), refetchDelay);
    },
    onError: (error, _, previous) => {
      show(previous);
      showFailure(error);
    },
  });
  return (name: string) => mutate({ name, idempotencyKey: newIdempotencyKey() });
}

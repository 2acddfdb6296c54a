import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { problemText } from '../../api/http/problemText';
import type { Citizen } from '../../api/types';
import { keys } from '../../cache/keys';
import { newActionKey } from '../../api/http/actionKey';
import { useSession } from '../../session/SessionContext';

interface Rename {
  name: string;
  actionKey: string;
}

const settling = 1_000;

export function useRename(citizenId: string) {
  const { api } = useSession();
  const client = useQueryClient();
  const key = keys.citizen(citizenId);
  const show = (name: string | null) =>
    client.setQueryData<Citizen>(key, (known) => known && { ...known, name });

  const { mutate } = useMutation({
    mutationFn: ({ name, actionKey }: Rename) => api.patchCitizen(citizenId, { name }, actionKey),
    onMutate: async ({ name }) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Citizen>(key)?.name ?? null;
      show(name);
      return before;
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.inboxes });
      // A citizen has no position to wait for; fetched at once, it could still have the old name.
      setTimeout(() => void client.invalidateQueries({ queryKey: key }), settling);
    },
    onError: (error, _, before) => {
      show(before ?? null);
      notifications.show({ color: 'red', title: i18next.t('failure.title'), message: problemText(error, i18next.t) });
    },
  });
  return (name: string) => mutate({ name, actionKey: newActionKey() });
}

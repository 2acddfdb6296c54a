import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { problemText } from '../../api/http/problemText';
import type { Citizen, ConsentRequest } from '../../api/types';
import { keys } from '../../cache/keys';
import { newActionKey } from '../../api/http/actionKey';
import { useSession } from '../../session/SessionContext';

interface Recording {
  consent: ConsentRequest;
  actionKey: string;
}

/** Writes down what a citizen agreed to, or does not want. */
export function useRecordConsent(citizenId: string) {
  const { api } = useSession();
  const client = useQueryClient();
  const key = keys.citizen(citizenId);
  const { mutate, isPending } = useMutation({
    mutationFn: ({ consent, actionKey }: Recording) => api.recordConsent(citizenId, consent, actionKey),
    onSuccess: ({ body }) => {
      client.setQueryData<Citizen>(key, (known) => known && { ...known, consents: body });
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: keys.timelines(citizenId) });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: i18next.t('failure.title'), message: problemText(error, i18next.t) }),
  });
  return { isPending, record: (consent: ConsentRequest) => mutate({ consent, actionKey: newActionKey() }) };
}

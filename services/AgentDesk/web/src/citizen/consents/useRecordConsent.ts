import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newIdempotencyKey } from '../../api/http/idempotencyKey';
import type { Citizen, ConsentRequest } from '../../api/types';
import { keys } from '../../cache/keys';
import { useSession } from '../../session/SessionContext';
import { useFailureNotification } from '../../ui/useFailureNotification';

interface Variables {
  consent: ConsentRequest;
  idempotencyKey: string;
}

/** Records that a citizen gave or refused consent. */
export function useRecordConsent(citizenId: string) {
  const { api } = useSession();
  const client = useQueryClient();
  const showFailure = useFailureNotification();
  const key = keys.citizen(citizenId);
  const { mutate, isPending } = useMutation({
    mutationFn: ({ consent, idempotencyKey }: Variables) => api.citizens.recordConsent(citizenId, consent, idempotencyKey),
    onSuccess: ({ body }) => {
      client.setQueryData<Citizen>(key, (known) => known && { ...known, consents: body });
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: keys.timelines(citizenId) });
    },
    onError: showFailure,
  });
  return { isPending, record: (consent: ConsentRequest) => mutate({ consent, idempotencyKey: newIdempotencyKey() }) };
}

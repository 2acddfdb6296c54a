import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newIdempotencyKey } from '../api/http/idempotencyKey';
import type { PhoneCall } from '../api/types';
import { keys } from '../cache/keys';
import { useSession } from '../session/SessionContext';
import { useFailureNotification } from '../ui/useFailureNotification';

/** Picks up a waiting call, or calls back: the agent's phone rings next. The list of calls shows the outcome. */
export function usePickUpCall({ id, queue }: PhoneCall) {
  const { api } = useSession();
  const client = useQueryClient();
  const showFailure = useFailureNotification();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ phone, idempotencyKey }: { phone: string; idempotencyKey: string }) =>
      queue ? api.calls.pickUp(id, phone, idempotencyKey) : api.calls.callBack(id, phone, idempotencyKey),
    onError: showFailure,
    onSettled: () => client.invalidateQueries({ queryKey: keys.calls }),
  });
  return { isPending, pickUp: (phone: string) => mutate({ phone, idempotencyKey: newIdempotencyKey() }) };
}

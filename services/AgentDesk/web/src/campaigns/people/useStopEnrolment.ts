import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newIdempotencyKey } from '../../api/http/idempotencyKey';
import { keys } from '../../cache/keys';
import { useSession } from '../../session/SessionContext';
import { useFailureNotification } from '../../ui/useFailureNotification';

/** Ends a campaign for one citizen. */
export function useStopEnrolment(campaignId: string) {
  const { api } = useSession();
  const client = useQueryClient();
  const showFailure = useFailureNotification();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ id, idempotencyKey }: { id: string; idempotencyKey: string }) => api.campaigns.stopEnrolment(id, idempotencyKey),
    onError: showFailure,
    onSettled: () => client.invalidateQueries({ queryKey: keys.enrolments(campaignId) }),
  });
  return { isPending, stop: (id: string) => mutate({ id, idempotencyKey: newIdempotencyKey() }) };
}

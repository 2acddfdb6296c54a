import { useQuery } from '@tanstack/react-query';
import { keys } from '../../cache/keys';
import { useSession } from '../../session/SessionContext';

const refreshInterval = 2_000;

/** The progress of all subscriptions to the log, refreshed while it is shown. */
export function useSubscriptions(isShown: boolean) {
  const { api } = useSession();
  return useQuery({
    queryKey: keys.subscriptions,
    queryFn: ({ signal }) => api.subscriptions.list(signal),
    enabled: isShown,
    refetchInterval: refreshInterval,
    staleTime: 0,
  });
}

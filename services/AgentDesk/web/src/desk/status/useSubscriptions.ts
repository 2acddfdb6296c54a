import { useQuery } from '@tanstack/react-query';
import { keys } from '../../cache/keys';
import { useSession } from '../../session/SessionContext';

const look = 2_000;

/** How far everything that follows the log is, asked again and again while somebody looks. */
export function useSubscriptions(looking: boolean) {
  const { api } = useSession();
  return useQuery({
    queryKey: keys.subscriptions,
    queryFn: ({ signal }) => api.subscriptions(signal),
    enabled: looking,
    refetchInterval: look,
    staleTime: 0,
  });
}

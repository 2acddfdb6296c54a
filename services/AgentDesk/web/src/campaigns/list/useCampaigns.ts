import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../../cache/keys';
import { flatten } from '../../cache/pages';
import { useSession } from '../../session/SessionContext';

// Others work on campaigns too, a few times a day.
const lookAgain = 30_000;

export function useCampaigns() {
  const { api } = useSession();
  const query = useInfiniteQuery({
    queryKey: keys.campaigns,
    queryFn: ({ pageParam, signal }) => api.campaigns.list(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: lookAgain,
  });
  const campaigns = useMemo(() => flatten(query.data), [query.data]);
  return { query, campaigns };
}

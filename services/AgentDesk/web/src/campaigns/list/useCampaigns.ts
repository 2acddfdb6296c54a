import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../../cache/keys';
import { cursorPaging, flatten } from '../../cache/pages';
import { useSession } from '../../session/SessionContext';

// There is no stream of campaigns; others change them a few times a day.
const refreshInterval = 30_000;

export function useCampaigns() {
  const { api } = useSession();
  const query = useInfiniteQuery({
    ...cursorPaging,
    queryKey: keys.campaigns,
    queryFn: ({ pageParam, signal }) => api.campaigns.list(pageParam, signal),
    refetchInterval: refreshInterval,
  });
  const campaigns = useMemo(() => flatten(query.data), [query.data]);
  return { query, campaigns };
}

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../cache/keys';
import { flatten } from '../cache/pages';
import { useSession } from '../session/SessionContext';
import { belongs, type InboxFilter } from './filter';

const retryEvery = 5_000;

export function useInbox(filter: InboxFilter) {
  const { api, me } = useSession();
  const query = useInfiniteQuery({
    queryKey: keys.inbox(filter),
    queryFn: ({ pageParam, signal }) => api.inbox(filter, me.name, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: filter.search ? keepPreviousData : undefined,
    refetchInterval: ({ state }) => (state.status === 'error' ? retryEvery : false),
  });

  const conversations = useMemo(
    () => flatten(query.data).filter((summary) => belongs(summary, filter, me.name)),
    [query.data, filter, me.name],
  );
  return { query, conversations };
}

export type InboxList = ReturnType<typeof useInbox>;

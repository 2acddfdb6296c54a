import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../cache/keys';
import { cursorPaging, flatten } from '../cache/pages';
import { useSession } from '../session/SessionContext';
import { matchesFilter, type InboxFilter } from './inboxFilter';

const retryInterval = 5_000;

export function useInbox(filter: InboxFilter) {
  const { api, me } = useSession();
  const query = useInfiniteQuery({
    ...cursorPaging,
    queryKey: keys.inbox(filter),
    queryFn: ({ pageParam, signal }) => api.conversations.list(filter, me.name, pageParam, signal),
    placeholderData: filter.search ? keepPreviousData : undefined,
    refetchInterval: ({ state }) => (state.status === 'error' ? retryInterval : false),
  });

  const conversations = useMemo(
    () => flatten(query.data).filter((summary) => matchesFilter(summary, filter, me.name)),
    [query.data, filter, me.name],
  );
  return { query, conversations };
}

export type InboxList = ReturnType<typeof useInbox>;

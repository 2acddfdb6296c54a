import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../../cache/keys';
import { cursorPaging, flatten } from '../../cache/pages';
import { useSession } from '../../session/SessionContext';

/** The timeline over all channels, as known now (`asOf` null) or at a moment in the past, which does not change. */
export function useTimeline(citizenId: string | undefined, asOf: string | null) {
  const { api } = useSession();
  const query = useInfiniteQuery({
    ...cursorPaging,
    queryKey: keys.timeline(citizenId ?? '', asOf),
    queryFn: ({ pageParam, signal }) => api.citizens.timeline(citizenId ?? '', asOf, pageParam, signal),
    enabled: citizenId !== undefined,
    staleTime: asOf ? Infinity : 60_000,
  });
  const entries = useMemo(() => flatten(query.data), [query.data]);
  return { query, entries };
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../../cache/keys';
import { flatten } from '../../cache/pages';
import { useSession } from '../../session/SessionContext';

/** The timeline over all channels, as known now (`asOf` null) or at a moment in the past, which cannot change. */
export function useTimeline(citizenId: string | undefined, asOf: string | null) {
  const { api } = useSession();
  const query = useInfiniteQuery({
    queryKey: keys.timeline(citizenId ?? '', asOf),
    queryFn: ({ pageParam, signal }) => api.timeline(citizenId ?? '', asOf, pageParam, signal),
    enabled: citizenId !== undefined,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: asOf ? Infinity : 60_000,
  });
  const entries = useMemo(() => flatten(query.data), [query.data]);
  return { query, entries };
}

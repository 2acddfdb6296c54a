import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EnrolmentStatus } from '../../api/campaignReports';
import { keys } from '../../cache/keys';
import { flatten } from '../../cache/pages';
import { useSession } from '../../session/SessionContext';

/** Whom a campaign is, or was, on its way with. */
export function useEnrolments(id: string, status: EnrolmentStatus | undefined) {
  const { api } = useSession();
  const query = useInfiniteQuery({
    queryKey: keys.campaignPeopleIn(id, status),
    queryFn: ({ pageParam, signal }) => api.campaigns.people(id, status, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 5_000,
  });
  const people = useMemo(() => flatten(query.data), [query.data]);
  return { query, people };
}

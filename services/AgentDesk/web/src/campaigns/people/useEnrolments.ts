import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EnrolmentStatus } from '../../api/campaignReports';
import { keys } from '../../cache/keys';
import { cursorPaging, flatten } from '../../cache/pages';
import { useSession } from '../../session/SessionContext';

export function useEnrolments(campaignId: string, status: EnrolmentStatus | undefined) {
  const { api } = useSession();
  const query = useInfiniteQuery({
    ...cursorPaging,
    queryKey: keys.enrolmentsIn(campaignId, status),
    queryFn: ({ pageParam, signal }) => api.campaigns.listEnrolments(campaignId, status, pageParam, signal),
    staleTime: 5_000,
  });
  const enrolments = useMemo(() => flatten(query.data), [query.data]);
  return { query, enrolments };
}

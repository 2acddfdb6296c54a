import { useDocumentVisibility } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Enrolment, Progress } from '../../api/campaignReports';
import { keys } from '../../cache/keys';
import type { Pages } from '../../cache/pages';
import { useRefresher } from '../../cache/useRefresher';
import { readEvent } from '../../live/readEvent';
import { useStream } from '../../live/useStream';
import { useSession } from '../../session/SessionContext';

/** The progress of a campaign, live while the page is visible. */
export function useProgress(id: string) {
  const { api } = useSession();
  const client = useQueryClient();
  const refresh = useRefresher();
  const visible = useDocumentVisibility() === 'visible';
  const query = useQuery({
    queryKey: keys.campaignProgress(id),
    queryFn: ({ signal }) => api.campaigns.progress(id, signal),
  });

  useStream('campaign', visible ? `/outreach/campaigns/${encodeURIComponent(id)}/progress/live` : null, {
    onEvent(event) {
      const progress = readEvent<Progress>(event, 'progress');
      if (!progress) return;
      client.setQueryData(keys.campaignProgress(id), progress);
      refresh(keys.campaign(id));
      // A longer list is not refreshed: all its pages would be fetched again with each event.
      for (const [key, enrolments] of client.getQueriesData<Pages<Enrolment>>({ queryKey: keys.enrolments(id) })) {
        if (enrolments?.pages.length === 1) refresh(key);
      }
    },
  });
  return query;
}

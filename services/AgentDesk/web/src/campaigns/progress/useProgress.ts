import { useDocumentVisibility } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Enrolment, Progress } from '../../api/campaignReports';
import { keys } from '../../cache/keys';
import type { Pages } from '../../cache/pages';
import { useRefresher } from '../../cache/useRefresher';
import { readEvent } from '../../live/readEvent';
import { useStream } from '../../live/useStream';
import { useSession } from '../../session/SessionContext';

/** How a campaign goes, live while somebody looks. */
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
    onOpen: () => undefined,
    onEvent(event) {
      const progress = readEvent<Progress>(event, 'progress');
      if (!progress) return;
      client.setQueryData(keys.campaignProgress(id), progress);
      refresh(keys.campaign(id));
      // Whoever reads on in a long list of people is not sent through all of it again every second.
      for (const [key, people] of client.getQueriesData<Pages<Enrolment>>({ queryKey: keys.campaignPeople(id) })) {
        if (people?.pages.length === 1) refresh(key);
      }
    },
  });
  return query;
}

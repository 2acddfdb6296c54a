import { useDocumentVisibility } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PhoneCall } from '../api/types';
import { mergeCall } from '../cache/calls';
import { keys } from '../cache/keys';
import { readEvent } from '../live/readEvent';
import { useStream } from '../live/useStream';
import { useSession } from '../session/SessionContext';

/** The open calls, kept up to date with the server. */
export function useOpenCalls(): PhoneCall[] {
  const { api } = useSession();
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.calls, queryFn: ({ signal }) => api.calls.listOpen(signal) });
  const calls = query.data ?? [];
  // Over HTTP/1.1 a browser opens six connections to a server at most; tabs in the background release theirs.
  const visible = useDocumentVisibility() === 'visible';

  useStream('calls', query.isSuccess && visible ? '/conversations/calls/live' : null, {
    onOpen() {
      // Fetched again for what changed between the list and the stream.
      void client.invalidateQueries({ queryKey: keys.calls });
    },
    onEvent(event) {
      const call = readEvent<PhoneCall>(event, 'call');
      if (call) client.setQueryData<PhoneCall[]>(keys.calls, (known) => mergeCall(known ?? [], call));
    },
  });
  return calls;
}

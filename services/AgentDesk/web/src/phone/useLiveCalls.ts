import { useDocumentVisibility } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PhoneCall } from '../api/types';
import { mergeCall } from '../cache/calls';
import { keys } from '../cache/keys';
import { readEvent } from '../live/readEvent';
import { useStream } from '../live/useStream';
import { useSession } from '../session/SessionContext';

/** The calls that are on now, kept as new as the server. */
export function useLiveCalls(): PhoneCall[] {
  const { api } = useSession();
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.calls, queryFn: ({ signal }) => api.calls(signal) });
  const calls = query.data ?? [];
  // Over HTTP/1.1 a browser has six connections to a server; tabs in the background give theirs back.
  const visible = useDocumentVisibility() === 'visible';

  useStream('calls', query.isSuccess && visible ? '/conversations/calls/live' : null, {
    onOpen() {
      // What changed between the list and the stream is in a second list.
      void client.invalidateQueries({ queryKey: keys.calls });
    },
    onEvent(event) {
      const call = readEvent<PhoneCall>(event, 'call');
      if (call) client.setQueryData<PhoneCall[]>(keys.calls, (known) => mergeCall(known ?? [], call));
    },
  });
  return calls;
}

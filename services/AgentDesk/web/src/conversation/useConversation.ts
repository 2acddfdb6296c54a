import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Conversation } from '../api/types';
import { isBehind, mergeFetched } from '../cache/conversation';
import { keys } from '../cache/keys';
import { useSession } from '../session/SessionContext';

const maxRetries = 4;

export function useConversation(id: string | null) {
  const { api } = useSession();
  const client = useQueryClient();
  const key = keys.conversation(id ?? '');

  // The read side lags slightly behind writes: retry until it shows them.
  async function fetchUpToDate(conversationId: string, signal: AbortSignal): Promise<Conversation> {
    for (let retries = 0; ; retries++) {
      const fetched = await api.conversations.get(conversationId, signal);
      const known = client.getQueryData<Conversation>(key);
      if (retries === maxRetries || !isBehind(fetched, known)) return mergeFetched(fetched, known);
      await new Promise((resolve) => setTimeout(resolve, 80 * 2 ** retries));
    }
  }

  return useQuery({ queryKey: key, queryFn: id ? ({ signal }) => fetchUpToDate(id, signal) : skipToken });
}

import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Conversation } from '../api/types';
import { isBehind, keepUnseen } from '../cache/conversation';
import { keys } from '../cache/keys';
import { useSession } from '../session/SessionContext';

const patience = 4;

export function useConversation(id: string | null) {
  const { api } = useSession();
  const client = useQueryClient();
  const key = keys.conversation(id ?? '');

  // The read side follows the writes at a short distance: given a moment, it shows them.
  async function catchUp(conversationId: string, signal: AbortSignal): Promise<Conversation> {
    for (let attempt = 0; ; attempt++) {
      const fetched = await api.conversation(conversationId, signal);
      const known = client.getQueryData<Conversation>(key);
      if (attempt === patience || !isBehind(fetched, known)) return keepUnseen(fetched, known);
      await new Promise((resolve) => setTimeout(resolve, 80 * 2 ** attempt));
    }
  }

  return useQuery({ queryKey: key, queryFn: id ? ({ signal }) => catchUp(id, signal) : skipToken });
}

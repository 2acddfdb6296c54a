import type { ConversationSummary } from '../api/types';
import { useConversation } from '../conversation/useConversation';

/** Whose conversation is shown: known from the inbox at once, from the conversation when it has come. */
export function useShownCitizen(conversationId: string | null, summary: ConversationSummary | undefined) {
  const { data: conversation, isError } = useConversation(conversationId);
  return {
    citizenId: conversation?.citizenId ?? summary?.citizenId,
    /** There is no such conversation, hence nobody to show. */
    nobody: conversationId === null || (isError && !conversation && !summary),
  };
}

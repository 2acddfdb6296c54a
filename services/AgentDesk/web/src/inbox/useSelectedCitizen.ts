import type { ConversationSummary } from '../api/types';
import { useConversation } from '../conversation/useConversation';

/** The citizen of the selected conversation: known at once from the inbox, else when the conversation has loaded. */
export function useSelectedCitizen(conversationId: string | null, summary: ConversationSummary | undefined) {
  const { data: conversation, isError } = useConversation(conversationId);
  return {
    citizenId: conversation?.citizenId ?? summary?.citizenId,
    /** No conversation is selected, or there is no such conversation. */
    isMissing: conversationId === null || (isError && !conversation && !summary),
  };
}

import type { Conversation } from '../api/types';

/** The web chat address of the visitor who takes part in a conversation; null if none does. */
export function chatVisitorOf(conversation: Conversation | undefined): string | null {
  return conversation?.contactPoints.findLast(({ channels }) => channels.includes('webchat'))?.address ?? null;
}

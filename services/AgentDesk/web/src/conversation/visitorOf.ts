import type { Conversation } from '../api/types';

/** The visitor of the web chat who takes part; null when nobody does. */
export function visitorOf(conversation: Conversation | undefined): string | null {
  return conversation?.contactPoints.findLast(({ channels }) => channels.includes('webchat'))?.address ?? null;
}

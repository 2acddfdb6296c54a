import { comparePositions, latest } from '../api/position';
import type { Conversation, ConversationSummary, Delivery, Entry, Message } from '../api/types';

const rank: Record<Delivery['state'], number> = {
  pending: 0,
  ambiguous: 1,
  accepted: 2,
  sent: 3,
  failed: 4,
  delivered: 4,
  read: 5,
};

/** By time; if one has none, by how far the delivery has come. */
function isLater(a: Delivery, b: Delivery): boolean {
  if (a.at && b.at) return Date.parse(a.at) > Date.parse(b.at);
  return rank[a.state] > rank[b.state];
}

/** Whether a fetched conversation lags behind what a write or an event has already shown. */
export function isBehind(fetched: Conversation, known: Conversation | undefined): boolean {
  return known !== undefined && comparePositions(fetched.position, known.position) < 0;
}

/** The fetched conversation, plus the messages and deliveries the read side has not caught up with. */
export function mergeFetched(fetched: Conversation, known: Conversation | undefined): Conversation {
  if (!known) return fetched;
  const knownMessages = new Map(known.messages.map((message) => [message.id, message]));
  const messages = fetched.messages.map((message) => {
    const delivery = knownMessages.get(message.id)?.delivery;
    return delivery && message.delivery && isLater(delivery, message.delivery) ? { ...message, delivery } : message;
  });
  const fetchedIds = new Set(fetched.messages.map(({ id }) => id));
  const missing = isBehind(fetched, known) ? known.messages.filter(({ id }) => !fetchedIds.has(id)) : [];
  return { ...fetched, messages: [...messages, ...missing] };
}

export function appendMessage(
  conversation: Conversation,
  message: Message,
  position: string | undefined,
): Conversation {
  const known = conversation.messages.some(({ id }) => id === message.id);
  return {
    ...conversation,
    position: latest(conversation.position, position) ?? conversation.position,
    messages: known ? conversation.messages : [...conversation.messages, message],
  };
}

export function applySummary(conversation: Conversation, summary: ConversationSummary): Conversation {
  if (comparePositions(summary.position, conversation.position) < 0) return conversation;
  const { status, assignee, queue, position } = summary;
  return { ...conversation, status, assignee, queue, position };
}

/** Applies the delivery in a timeline entry to its reply, unless a later one is known. */
export function applyEntry(conversation: Conversation, entry: Entry): Conversation {
  const delivery = entry.delivery;
  if (!delivery) return conversation;
  let changed = false;
  const messages = conversation.messages.map((message) => {
    if (message.id !== entry.id) return message;
    if (message.delivery && !isLater(delivery, message.delivery)) return message;
    changed = true;
    return { ...message, delivery: { ...message.delivery, ...delivery } };
  });
  return changed ? { ...conversation, messages } : conversation;
}

import type { Conversation, ConversationSummary, Delivery, Entry, Message } from '../api/types';
import { comparePositions, latest } from '../api/position';

const rank: Record<Delivery['state'], number> = {
  pending: 0,
  ambiguous: 1,
  accepted: 2,
  sent: 3,
  failed: 4,
  delivered: 4,
  read: 5,
};

/** By their times; where one has none, by how far a message has come. */
function isLater(a: Delivery, b: Delivery): boolean {
  if (a.at && b.at) return Date.parse(a.at) > Date.parse(b.at);
  return rank[a.state] > rank[b.state];
}

/** Whether what was fetched lags behind what is already known (an answer to a write, or an event). */
export function isBehind(fetched: Conversation, known: Conversation | undefined): boolean {
  return known !== undefined && comparePositions(fetched.position, known.position) < 0;
}

/** What was fetched, without losing messages and deliveries that the read side has not caught up with. */
export function keepUnseen(fetched: Conversation, known: Conversation | undefined): Conversation {
  if (!known) return fetched;
  const before = new Map(known.messages.map((message) => [message.id, message]));
  const messages = fetched.messages.map((message) => {
    const delivery = before.get(message.id)?.delivery;
    return delivery && message.delivery && isLater(delivery, message.delivery) ? { ...message, delivery } : message;
  });
  const seen = new Set(fetched.messages.map(({ id }) => id));
  const unseen = isBehind(fetched, known) ? known.messages.filter(({ id }) => !seen.has(id)) : [];
  return { ...fetched, messages: [...messages, ...unseen] };
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
  return { ...conversation, status, assignee: assignee ?? null, queue: queue ?? null, position };
}

/** Takes over the delivery of a reply from its timeline entry, unless a later one is known. */
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

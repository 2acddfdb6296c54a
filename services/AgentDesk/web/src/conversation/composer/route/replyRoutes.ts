import type { Channel, Conversation, ConversationContactPoint } from '../../../api/types';

export interface ReplyRoute {
  channel: Channel;
  contactPoint: ConversationContactPoint;
}

/** The ways to reach the citizen, one a channel; a contact point that takes messages goes before one that does not. Last comes where
 * the citizen asked to be answered besides. */
export function replyRoutes(contactPoints: ConversationContactPoint[]): ReplyRoute[] {
  const routes = new Map<Channel, ReplyRoute>();
  for (const contactPoint of contactPoints) {
    for (const channel of contactPoint.channels) {
      const known = routes.get(channel);
      if (!known || (known.contactPoint.optedOut && !contactPoint.optedOut)) {
        routes.set(channel, { channel, contactPoint });
      }
    }
  }
  for (const contactPoint of contactPoints) {
    const { replyTo } = contactPoint;
    if (replyTo?.kind === 'email' && !routes.has('email')) {
      routes.set('email', { channel: 'email', contactPoint: { ...contactPoint, ...replyTo, channels: ['email'], optedOut: false } });
    }
  }
  return [...routes.values()];
}

/** The chosen way; else the one the citizen last wrote by; else the first that takes messages. */
export function pickRoute(
  conversation: Pick<Conversation, 'contactPoints' | 'messages'>,
  chosen: Channel | undefined,
): ReplyRoute | undefined {
  const routes = replyRoutes(conversation.contactPoints);
  const lastInbound = conversation.messages.findLast((message) => message.direction === 'inbound');
  return (
    routes.find(({ channel }) => channel === chosen) ??
    routes.find(({ channel, contactPoint }) => channel === lastInbound?.channel && !contactPoint.optedOut) ??
    routes.find(({ contactPoint }) => !contactPoint.optedOut) ??
    routes[0]
  );
}

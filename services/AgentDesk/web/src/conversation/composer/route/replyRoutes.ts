import type { Channel, Conversation, ConversationContactPoint } from '../../../api/types';

/** A channel to reply on, and the contact point it reaches. */
export interface ReplyRoute {
  channel: Channel;
  contactPoint: ConversationContactPoint;
}

/**
 * The routes to the citizen, one per channel; a contact point that has opted out is used only if there is no other.
 * Last comes the e-mail address at which the citizen asked to be answered.
 */
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

/** The route on the chosen channel, else on the channel of the citizen's last message, else the first that is not opted out. */
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

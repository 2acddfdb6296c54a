import type { Conversation } from '../../../api/types';
import type { ReplyRoute } from './replyRoutes';

export type ReplyBlock = 'closed' | 'noChannel' | 'optedOut';

/** Why a reply cannot be sent over a route; null if it can. */
export function replyBlockOf({ status }: Pick<Conversation, 'status'>, route: ReplyRoute | undefined): ReplyBlock | null {
  if (status === 'closed') return 'closed';
  if (!route) return 'noChannel';
  return route.contactPoint.optedOut ? 'optedOut' : null;
}

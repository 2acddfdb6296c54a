import { useEffect } from 'react';
import type { Conversation } from '../../api/types';
import { useSession } from '../../session/SessionContext';
import { chatVisitorOf } from '../chatVisitor';

/** Signals to a web chat visitor that their last message has been seen, once it is shown on a visible page. */
export function useSeenSignal(conversation: Conversation | undefined) {
  const { api } = useSession();
  const visitor = chatVisitorOf(conversation);
  const lastId = conversation?.messages.findLast(({ direction, channel }) => direction === 'inbound' && channel === 'webchat')?.id;

  useEffect(() => {
    if (!visitor || !lastId) return;
    const signalIfVisible = () => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', signalIfVisible);
      void api.webChat.signal(visitor, 'seen');
    };
    document.addEventListener('visibilitychange', signalIfVisible);
    signalIfVisible();
    return () => document.removeEventListener('visibilitychange', signalIfVisible);
  }, [api, visitor, lastId]);
}

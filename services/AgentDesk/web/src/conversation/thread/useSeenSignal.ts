import { useEffect } from 'react';
import type { Conversation } from '../../api/types';
import { useSession } from '../../session/SessionContext';
import { visitorOf } from '../visitorOf';

/** Tells a visitor of the web chat that what they wrote has been looked at: when it is shown, and the page is. */
export function useSeenSignal(conversation: Conversation | undefined) {
  const { api } = useSession();
  const visitor = visitorOf(conversation);
  const last = conversation?.messages.findLast(({ direction, channel }) => direction === 'inbound' && channel === 'webchat')?.id;

  useEffect(() => {
    if (!visitor || !last) return;
    const tell = () => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', tell);
      void api.signal(visitor, 'seen').catch(() => undefined);
    };
    document.addEventListener('visibilitychange', tell);
    tell();
    return () => document.removeEventListener('visibilitychange', tell);
  }, [api, visitor, last]);
}

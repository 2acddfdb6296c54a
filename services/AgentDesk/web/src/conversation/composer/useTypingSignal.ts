import { useEffect, useRef } from 'react';
import { useSession } from '../../session/SessionContext';

const interval = 3_000;

/** Signals to a web chat visitor that the agent is typing, every three seconds at most. Call it with each new text. */
export function useTypingSignal(visitor: string | null): (text: string) => void {
  const { api } = useSession();
  const lastSignal = useRef<{ visitor: string; at: number } | null>(null);

  useEffect(
    () => () => {
      if (lastSignal.current) void api.webChat.signal(lastSignal.current.visitor, 'stopped');
      lastSignal.current = null;
    },
    [api, visitor],
  );

  return (text) => {
    if (!visitor) return;
    const now = Date.now();
    if (text === '') {
      if (!lastSignal.current) return;
      lastSignal.current = null;
      void api.webChat.signal(visitor, 'stopped');
    } else if (!lastSignal.current || now - lastSignal.current.at > interval) {
      lastSignal.current = { visitor, at: now };
      void api.webChat.signal(visitor, 'typing');
    }
  };
}

import { useEffect, useRef } from 'react';
import { useSession } from '../../session/SessionContext';

const every = 3_000;

/** Tells a visitor of the web chat that somebody is writing; at most every three seconds. Nobody misses one that is lost. */
export function useTypingSignal(visitor: string | null): (text: string) => void {
  const { api } = useSession();
  const told = useRef<{ visitor: string; at: number } | null>(null);

  useEffect(
    () => () => {
      if (told.current) void api.signal(told.current.visitor, 'stopped').catch(() => undefined);
      told.current = null;
    },
    [api, visitor],
  );

  return (text) => {
    if (!visitor) return;
    const now = Date.now();
    if (text === '') {
      if (!told.current) return;
      told.current = null;
      void api.signal(visitor, 'stopped').catch(() => undefined);
    } else if (!told.current || now - told.current.at > every) {
      told.current = { visitor, at: now };
      void api.signal(visitor, 'typing').catch(() => undefined);
    }
  };
}

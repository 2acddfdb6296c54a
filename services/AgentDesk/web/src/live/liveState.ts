import { useSyncExternalStore } from 'react';
import type { LiveState } from './stream';

const states = new Map<string, LiveState>();
const listeners = new Set<() => void>();

function together(): LiveState {
  const all = [...states.values()];
  if (all.includes('reconnecting')) return 'reconnecting';
  return all.includes('live') ? 'live' : 'connecting';
}

export function reportLiveState(stream: string, state: LiveState | null) {
  if (state) states.set(stream, state);
  else states.delete(stream);
  for (const listener of listeners) listener();
}

/** The state of all streams together: a lost one counts most, one that has only begun counts least. */
export function useLiveState(): LiveState {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, together);
}

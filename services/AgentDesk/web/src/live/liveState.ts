import { useSyncExternalStore } from 'react';
import { createListeners } from '../listeners';
import type { LiveState } from './stream';

const states = new Map<string, LiveState>();
const { subscribe, notify } = createListeners();

function combined(): LiveState {
  const all = [...states.values()];
  if (all.includes('reconnecting')) return 'reconnecting';
  return all.includes('live') ? 'live' : 'connecting';
}

export function reportLiveState(stream: string, state: LiveState | null) {
  if (state) states.set(stream, state);
  else states.delete(stream);
  notify();
}

/** The combined state of all streams: reconnecting if any is, else live if any is. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, combined);
}

import { useSyncExternalStore } from 'react';

const place = 'omnichannel.desk.shortcuts';
const listeners = new Set<() => void>();

export function shortcutsOn(): boolean {
  return localStorage.getItem(place) !== 'off';
}

export function switchShortcuts(on: boolean) {
  localStorage.setItem(place, on ? 'on' : 'off');
  for (const listener of listeners) listener();
}

export function useShortcutsOn(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, shortcutsOn);
}

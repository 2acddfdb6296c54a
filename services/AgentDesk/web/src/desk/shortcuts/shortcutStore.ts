import { useSyncExternalStore } from 'react';
import { createListeners } from '../../listeners';

const storageKey = 'omnichannel.desk.shortcuts';
const { subscribe, notify } = createListeners();

export function areShortcutsEnabled(): boolean {
  return localStorage.getItem(storageKey) !== 'off';
}

export function setShortcutsEnabled(enabled: boolean) {
  localStorage.setItem(storageKey, enabled ? 'on' : 'off');
  notify();
}

export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore(subscribe, areShortcutsEnabled);
}

import { useSyncExternalStore } from 'react';
import { createListeners } from '../listeners';

const storageKey = 'omnichannel.desk.phone';
const { subscribe, notify } = createListeners();

/** A phone number in E.164, or a SIP address; null if the text is neither. */
export function parsePhone(text: string): string | null {
  const trimmed = text.trim();
  if (/^sips?:[^\s@:;?<>"]{1,64}@[\w.\-[\]:]+(;[\w-]+=[\w.-]+)?$/i.test(trimmed)) return trimmed;
  const number = trimmed.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{5,14}$/.test(number) ? number : null;
}

export function savePhone(phone: string) {
  localStorage.setItem(storageKey, phone);
  notify();
}

function subscribeToAllTabs(listener: () => void) {
  const unsubscribe = subscribe(listener);
  window.addEventListener('storage', listener);
  return () => {
    unsubscribe();
    window.removeEventListener('storage', listener);
  };
}

/** The phone of the agent at this browser; null until it is entered. */
export const useAgentPhone = () => useSyncExternalStore(subscribeToAllTabs, () => localStorage.getItem(storageKey));

import { useSyncExternalStore } from 'react';

const place = 'omnichannel.desk.phone';
const listeners = new Set<() => void>();

/** E.164 or a SIP address, as the server takes it; null when it is neither. */
export function readPhone(text: string): string | null {
  const trimmed = text.trim();
  if (/^sips?:[^\s@:;?<>"]{1,64}@[\w.\-[\]:]+(;[\w-]+=[\w.-]+)?$/i.test(trimmed)) return trimmed;
  const number = trimmed.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{5,14}$/.test(number) ? number : null;
}

export function keepPhone(phone: string) {
  localStorage.setItem(place, phone);
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  // Another tab may change it.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** The phone on which the agent at this browser is reached; null = not said yet. */
export const useAgentPhone = () => useSyncExternalStore(subscribe, () => localStorage.getItem(place));

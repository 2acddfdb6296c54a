const storageKey = 'omnichannel.desk.key';

export function readKey(): string | null {
  return sessionStorage.getItem(storageKey);
}

export function saveKey(key: string) {
  sessionStorage.setItem(storageKey, key);
}

export function removeKey() {
  sessionStorage.removeItem(storageKey);
}

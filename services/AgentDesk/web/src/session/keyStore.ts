const place = 'omnichannel.desk.key';

export function readKey(): string | null {
  return sessionStorage.getItem(place);
}

export function keepKey(key: string) {
  sessionStorage.setItem(place, key);
}

export function dropKey() {
  sessionStorage.removeItem(place);
}

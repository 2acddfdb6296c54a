import type { ContactPointRef } from '../api/types';

/** A contact point's address for people; the long random id of a web chat visitor is shortened to its end. */
export function displayAddress({ kind, address = '' }: ContactPointRef): string {
  if (kind === 'webchat' && address.length > 12) return address.replace(/[^\p{L}\p{N}]/gu, '').slice(-6);
  return address;
}

import type { ContactPointRef } from '../api/types';

/** A contact point's address as shown: of a visitor's long id, which nobody knows, only its end. */
export function shownAddress({ kind, address }: ContactPointRef): string {
  if (kind === 'webchat' && address.length > 12) return address.replace(/[^\p{L}\p{N}]/gu, '').slice(-6);
  return address;
}

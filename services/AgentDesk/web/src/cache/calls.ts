import type { PhoneCall } from '../api/types';

/** A call that came, changed or ended, among those that are on; an older word about it changes nothing. */
export function mergeCall(calls: PhoneCall[], call: PhoneCall): PhoneCall[] {
  const known = calls.find(({ id }) => id === call.id);
  if (known && BigInt(known.position) >= BigInt(call.position)) return calls;
  const others = calls.filter(({ id }) => id !== call.id);
  return call.endedAt ? others : [call, ...others].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
}

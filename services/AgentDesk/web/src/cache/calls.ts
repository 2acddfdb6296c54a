import type { PhoneCall } from '../api/types';

/** Somebody waits for us: in a queue, or to be called back. */
export const isWaiting = (call: PhoneCall) => Boolean(call.queue) || call.wantsCallback;

const isShown = (call: PhoneCall) => !call.endedAt || call.wantsCallback;

/** Who waits longest comes first; then the other calls, the latest first. */
function inTurn(a: PhoneCall, b: PhoneCall): number {
  if (isWaiting(a) !== isWaiting(b)) return isWaiting(a) ? -1 : 1;
  return isWaiting(a)
    ? (a.joinedAt ?? a.startedAt).localeCompare(b.joinedAt ?? b.startedAt)
    : b.startedAt.localeCompare(a.startedAt);
}

/** A call that came, changed or ended, among those that are shown; an older word about it changes nothing. */
export function mergeCall(calls: PhoneCall[], call: PhoneCall): PhoneCall[] {
  const known = calls.find(({ id }) => id === call.id);
  if (known && BigInt(known.position) >= BigInt(call.position)) return calls;
  const others = calls.filter(({ id }) => id !== call.id);
  return isShown(call) ? [call, ...others].toSorted(inTurn) : others;
}

import type { PhoneCall } from '../api/types';

/** Whether the caller is waiting: in a queue, or for a call-back. */
export const isWaiting = (call: PhoneCall) => Boolean(call.queue) || call.wantsCallback;

const isShown = (call: PhoneCall) => !call.endedAt || call.wantsCallback;

/** Waiting callers first, longest wait first; then the other calls, latest first. */
function compareCalls(a: PhoneCall, b: PhoneCall): number {
  if (isWaiting(a) !== isWaiting(b)) return isWaiting(a) ? -1 : 1;
  return isWaiting(a)
    ? (a.joinedAt ?? a.startedAt).localeCompare(b.joinedAt ?? b.startedAt)
    : b.startedAt.localeCompare(a.startedAt);
}

/** The calls shown after one arrived, changed or ended; an outdated event changes nothing. */
export function mergeCall(calls: PhoneCall[], call: PhoneCall): PhoneCall[] {
  const known = calls.find(({ id }) => id === call.id);
  if (known && BigInt(known.position) >= BigInt(call.position)) return calls;
  const others = calls.filter(({ id }) => id !== call.id);
  return isShown(call) ? [call, ...others].toSorted(compareCalls) : others;
}

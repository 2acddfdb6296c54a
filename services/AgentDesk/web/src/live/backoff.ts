const shortest = 500;
const longest = 20_000;

/** The pause before attempt n (from 0): doubling, capped, with jitter over its upper half. */
export function backoff(attempt: number, asked = shortest, random: () => number = Math.random): number {
  const first = Math.max(shortest, asked);
  const ceiling = Math.min(longest, first * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + random() * (ceiling / 2));
}

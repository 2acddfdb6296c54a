const shortest = 500;
const longest = 20_000;

/** The pause before attempt n (from 0): exponential, capped, with jitter over the upper half. */
export function backoff(attempt: number, requested = shortest, random: () => number = Math.random): number {
  const first = Math.max(shortest, requested);
  const ceiling = Math.min(longest, first * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + random() * (ceiling / 2));
}

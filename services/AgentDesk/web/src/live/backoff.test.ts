import { expect, it } from 'vitest';
import { backoff } from './backoff';

it('doubles with each attempt', () => {
  const pauses = [0, 1, 2, 3].map((attempt) => backoff(attempt, undefined, () => 1));
  expect(pauses).toEqual([500, 1000, 2000, 4000]);
});

it('never waits longer than twenty seconds', () => {
  expect(backoff(1000, undefined, () => 1)).toBe(20_000);
});

it('spreads clients over half of the pause', () => {
  expect(backoff(2, undefined, () => 0)).toBe(1000);
  expect(backoff(2, undefined, () => 0.5)).toBe(1500);
});

it('starts with the pause the server requests', () => {
  expect(backoff(0, 3000, () => 1)).toBe(3000);
});

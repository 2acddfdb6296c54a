import { expect, it } from 'vitest';
import { nextStepOf, possibleActions } from './possibleActions';

const draft = { status: 'draft', version: 1, approvedVersion: 0, startedVersion: 0, author: 'anna' } as const;
const approved = { ...draft, status: 'approved', approvedVersion: 1 } as const;
const running = { ...approved, status: 'running', startedVersion: 1, startedAt: '2026-01-01T10:00:00Z' } as const;

const actions = (state: Parameters<typeof possibleActions>[0]) =>
  Object.entries(possibleActions(state)).flatMap(([name, isPossible]) => (isPossible ? [name] : []));

it('can be approved, then started, then paused', () => {
  expect(actions(draft)).toEqual(['change', 'upload', 'approve', 'cancel']);
  expect(actions(approved)).toEqual(['change', 'upload', 'start', 'cancel']);
  expect(actions(running)).toEqual(['pause', 'cancel']);
});

it('can be changed while paused; the new version has to be approved and started too', () => {
  const paused = { ...running, status: 'paused' } as const;
  expect(actions(paused)).toEqual(['change', 'resume', 'cancel']);
  expect(actions({ ...paused, version: 2 })).toEqual(['change', 'approve', 'resume', 'cancel']);
  expect(actions({ ...paused, version: 2, approvedVersion: 2 })).toEqual(['change', 'start', 'resume', 'cancel']);
});

it('allows nothing after it was cancelled', () => {
  expect(actions({ ...running, status: 'cancelled' })).toEqual([]);
  expect(nextStepOf({ ...draft, status: 'cancelled' }, 'ben')).toBe('cancelled');
});

it('knows the next step, and that authors do not approve their own version', () => {
  expect(nextStepOf(draft, 'anna')).toBe('approveOther');
  expect(nextStepOf(draft, 'ben')).toBe('approve');
  expect(nextStepOf(approved, 'anna')).toBe('start');
  expect(nextStepOf(running, 'anna')).toBe('running');
});

import { expect, it } from 'vitest';
import { nextOf, possibleActions } from './possibleActions';

const draft = { status: 'draft', version: 1, approvedVersion: 0, startedVersion: 0, author: 'anna' } as const;
const approved = { ...draft, status: 'approved', approvedVersion: 1 } as const;
const running = { ...approved, status: 'running', startedVersion: 1, startedAt: '2026-01-01T10:00:00Z' } as const;

const names = (standing: Parameters<typeof possibleActions>[0]) =>
  Object.entries(possibleActions(standing)).flatMap(([name, can]) => (can ? [name] : []));

it('goes from a draft over an approval to a start', () => {
  expect(names(draft)).toEqual(['change', 'upload', 'approve', 'cancel']);
  expect(names(approved)).toEqual(['change', 'upload', 'start', 'cancel']);
  expect(names(running)).toEqual(['pause', 'cancel']);
});

it('takes a new version of a paused one, which has to be approved and started too', () => {
  const paused = { ...running, status: 'paused' } as const;
  expect(names(paused)).toEqual(['change', 'resume', 'cancel']);
  expect(names({ ...paused, version: 2 })).toEqual(['change', 'approve', 'resume', 'cancel']);
  expect(names({ ...paused, version: 2, approvedVersion: 2 })).toEqual(['change', 'start', 'resume', 'cancel']);
});

it('does nothing any more with a cancelled one', () => {
  expect(names({ ...running, status: 'cancelled' })).toEqual([]);
  expect(nextOf({ ...draft, status: 'cancelled' }, 'ben')).toBe('cancelled');
});

it('says what it waits for, and that an author does not approve', () => {
  expect(nextOf(draft, 'anna')).toBe('approveOther');
  expect(nextOf(draft, 'ben')).toBe('approve');
  expect(nextOf(approved, 'anna')).toBe('start');
  expect(nextOf(running, 'anna')).toBe('running');
});

import { expect, it } from 'vitest';
import { fromLocalField, toLocalField } from './localMoment';

it('goes to the wall clock and back', () => {
  const time = new Date(2026, 2, 4, 5, 6).getTime();
  expect(toLocalField(time)).toBe('2026-03-04T05:06');
  expect(fromLocalField('2026-03-04T05:06')).toBe(new Date(time).toISOString());
});

it('has no moment for an unfinished field', () => {
  expect(fromLocalField('')).toBeNull();
});

import { expect, it } from 'vitest';
import { fromDateTimeField, toDateTimeField } from './dateTimeField';

it('converts to local time and back', () => {
  const time = new Date(2026, 2, 4, 5, 6).getTime();
  expect(toDateTimeField(time)).toBe('2026-03-04T05:06');
  expect(fromDateTimeField('2026-03-04T05:06')).toBe(new Date(time).toISOString());
});

it('has no time for an incomplete field', () => {
  expect(fromDateTimeField('')).toBeNull();
});

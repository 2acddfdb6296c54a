import { expect, it } from 'vitest';
import { formatDuration } from './formatDuration';

it('formats a duration, and returns what it cannot read unchanged', () => {
  expect(formatDuration('1d', 'en')).toBe('1 day');
  expect(formatDuration('36h', 'de')).toBe('36 Stunden');
  expect(formatDuration('soon', 'en')).toBe('soon');
});

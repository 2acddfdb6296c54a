import { expect, it } from 'vitest';
import { formatCost } from './formatCost';
import { formatPoints, shareOf, formatShare } from './percent';
import { formatDuration } from '../editor/steps/formatDuration';

it('reportsStage costs in cents', () => {
  expect(formatCost(0, 'en')).toBe('0 ct');
  expect(formatCost(1_234_567, 'en')).toBe('12,345.67 ct');
  expect(formatCost(750, 'de')).toBe('7,5 ct');
});

it('reportsStage spans in words, and leaves what it cannot read', () => {
  expect(formatDuration('1d', 'en')).toBe('1 day');
  expect(formatDuration('36h', 'de')).toBe('36 Stunden');
  expect(formatDuration('soon', 'en')).toBe('soon');
});

it('reportsStage shares, of nobody too', () => {
  expect(shareOf(1, 4)).toBe(0.25);
  expect(shareOf(1, 0)).toBe(0);
  expect(formatShare(1, 4, 'en')).toBe('25%');
  expect(formatPoints(1250, 'en')).toBe('+12.5');
  expect(formatPoints(-300, 'en')).toBe('-3');
});

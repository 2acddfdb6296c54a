import { expect, it } from 'vitest';
import { formatCost } from './formatCost';
import { formatPoints, ratioOf, formatPercent } from './percent';

it('formats costs in cents', () => {
  expect(formatCost(0, 'en')).toBe('0 ct');
  expect(formatCost(1_234_567, 'en')).toBe('12,345.67 ct');
  expect(formatCost(750, 'de')).toBe('7,5 ct');
});

it('formats percentages, also of nothing', () => {
  expect(ratioOf(1, 4)).toBe(0.25);
  expect(ratioOf(1, 0)).toBe(0);
  expect(formatPercent(1, 4, 'en')).toBe('25%');
  expect(formatPoints(1250, 'en')).toBe('+12.5');
  expect(formatPoints(-300, 'en')).toBe('-3');
});

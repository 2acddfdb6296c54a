import { expect, it } from 'vitest';
import { costWords } from './costWords';
import { pointsWords, shareOf, shareWords } from './shares';
import { spanWords } from '../editor/steps/spanWords';

it('reportsStage costs in cents', () => {
  expect(costWords(0, 'en')).toBe('0 ct');
  expect(costWords(1_234_567, 'en')).toBe('12,345.67 ct');
  expect(costWords(750, 'de')).toBe('7,5 ct');
});

it('reportsStage spans in words, and leaves what it cannot read', () => {
  expect(spanWords('1d', 'en')).toBe('1 day');
  expect(spanWords('36h', 'de')).toBe('36 Stunden');
  expect(spanWords('soon', 'en')).toBe('soon');
});

it('reportsStage shares, of nobody too', () => {
  expect(shareOf(1, 4)).toBe(0.25);
  expect(shareOf(1, 0)).toBe(0);
  expect(shareWords(1, 4, 'en')).toBe('25%');
  expect(pointsWords(1250, 'en')).toBe('+12.5');
  expect(pointsWords(-300, 'en')).toBe('-3');
});

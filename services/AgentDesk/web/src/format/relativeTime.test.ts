import { describe, expect, it } from 'vitest';
import { dayName, relativeTime, sameDay } from './relativeTime';

const now = new Date(2026, 5, 15, 14, 30).getTime();
const ago = (ms: number) => new Date(now - ms).toISOString();
const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
const days = 24 * hours;

describe('relative time', () => {
  it.each([
    [10 * seconds, 'now'],
    [50 * seconds, '1 min. ago'],
    [59 * minutes, '59 min. ago'],
    [3 * hours, '3 hr. ago'],
    [26 * hours, 'yesterday'],
    [3 * days, '3 days ago'],
  ])('of %i ms is %s', (age, text) => {
    expect(relativeTime(ago(age), now, 'en')).toBe(text);
  });

  it('is the date after a week, with the year if it is not the current one', () => {
    expect(relativeTime(ago(20 * days), now, 'en-GB')).toBe('26 May');
    expect(relativeTime(ago(300 * days), now, 'en-GB')).toBe('19 Aug 2025');
  });

  it('is now for a time in the future', () => {
    expect(relativeTime(ago(-5 * minutes), now, 'en')).toBe('now');
  });

  it('counts hours, not days, shortly after midnight', () => {
    const night = new Date(2026, 5, 15, 1, 0).getTime();
    expect(relativeTime(new Date(2026, 5, 14, 23, 0).toISOString(), night, 'en')).toBe('2 hr. ago');
  });

  it('follows the locale', () => {
    expect(relativeTime(ago(5 * minutes), now, 'de')).toBe('vor 5 Min.');
  });
});

it('names today and yesterday', () => {
  expect(dayName(ago(0), now, 'en')).toBe('today');
  expect(dayName(ago(1 * days), now, 'de')).toBe('gestern');
  expect(dayName(ago(3 * days), now, 'en-GB')).toContain('12 June 2026');
});

it('distinguishes days', () => {
  expect(sameDay(ago(0), ago(2 * hours))).toBe(true);
  expect(sameDay(ago(0), ago(20 * hours))).toBe(false);
});

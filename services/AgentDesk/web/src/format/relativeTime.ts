const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

function calendarDay(time: number): number {
  const date = new Date(time);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / day);
}

/** "now", "5 min ago", "yesterday", and after a week the date. A time in the future counts as now. */
export function relativeTime(at: string, now: number, locale: string): string {
  const then = Date.parse(at);
  const age = Math.max(0, now - then);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  if (age < 45 * second) return relative.format(0, 'second');
  if (age < hour) return relative.format(-Math.max(1, Math.floor(age / minute)), 'minute');
  const days = calendarDay(now) - calendarDay(then);
  if (days === 0 || age < 6 * hour) return relative.format(-Math.floor(age / hour), 'hour');
  if (days < 7) return relative.format(-days, 'day');
  const sameYear = new Date(now).getFullYear() === new Date(then).getFullYear();
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(then);
}

/** The heading over the messages of one day. */
export function dayName(at: string, now: number, locale: string): string {
  const then = Date.parse(at);
  const days = calendarDay(now) - calendarDay(then);
  if (days >= 0 && days < 2) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day');
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(then);
}

export function sameDay(a: string, b: string): boolean {
  return calendarDay(Date.parse(a)) === calendarDay(Date.parse(b));
}

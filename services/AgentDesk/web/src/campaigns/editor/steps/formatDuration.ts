const units = { m: 'minute', h: 'hour', d: 'day' } as const;

/** `36h` as "36 hours"; anything unreadable is returned unchanged. */
export function formatDuration(duration: string, locale: string): string {
  const match = /^(\d+)([mhd])$/.exec(duration);
  const unit = match?.[2] as keyof typeof units | undefined;
  if (!match || !unit) return duration;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[unit], unitDisplay: 'long' }).format(Number(match[1]));
}

const units = { m: 'minute', h: 'hour', d: 'day' } as const;

/** A span such as `36h` in words; what is none stays as it is. */
export function formatDuration(span: string, locale: string): string {
  const match = /^(\d+)([mhd])$/.exec(span);
  const unit = match?.[2] as keyof typeof units | undefined;
  if (!match || !unit) return span;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[unit], unitDisplay: 'long' }).format(Number(match[1]));
}

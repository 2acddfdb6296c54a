/** Between 0 and 1; 0 of 0 is 0. */
export function ratioOf(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}

export function formatPercent(part: number, whole: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(ratioOf(part, whole));
}

/** Hundredths of a percentage point as signed percentage points with one decimal. */
export function formatPoints(hundredths: number, locale: string): string {
  return new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 1 }).format(hundredths / 100);
}

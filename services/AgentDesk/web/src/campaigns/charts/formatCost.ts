/** A cost in hundredths of a cent, shown in cents of the currency the installation has its prices in. */
export function formatCost(cost: number, locale: string): string {
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(cost / 100)} ct`;
}

/** A cost, which is told in hundredths of a cent, in cents; of what currency, the prices of the installation say. */
export function formatCost(cost: number, locale: string): string {
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(cost / 100)} ct`;
}

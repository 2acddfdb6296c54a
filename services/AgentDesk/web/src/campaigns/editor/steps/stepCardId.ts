export function stepCardId(step: string): string {
  return `campaign-step-${step}`;
}

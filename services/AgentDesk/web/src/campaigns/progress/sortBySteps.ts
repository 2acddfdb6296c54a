/** In the order of the campaign's steps, removed steps last; within a step, the largest count first. */
export function sortBySteps<T extends { step: string; written: number }>(items: T[], steps: string[]): T[] {
  const indexOf = ({ step }: T) => {
    const index = steps.indexOf(step);
    return index < 0 ? steps.length : index;
  };
  return items.toSorted((a, b) => indexOf(a) - indexOf(b) || b.written - a.written);
}

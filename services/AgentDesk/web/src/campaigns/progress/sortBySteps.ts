/** In the order of the campaign's steps, what is of none of them last; within a step, the most first. */
export function sortBySteps<T extends { step: string; written: number }>(items: T[], steps: string[]): T[] {
  const place = ({ step }: T) => {
    const at = steps.indexOf(step);
    return at < 0 ? steps.length : at;
  };
  return items.toSorted((a, b) => place(a) - place(b) || b.written - a.written);
}

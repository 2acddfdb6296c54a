const minute = 60_000;

/** A moment as a `datetime-local` field takes it: the wall clock of this place, to the minute. */
export function toLocalField(time: number): string {
  return new Date(time - new Date(time).getTimezoneOffset() * minute).toISOString().slice(0, 16);
}

/** The moment meant by a `datetime-local` field, or `null` while it is not filled in. */
export function fromLocalField(value: string): string | null {
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

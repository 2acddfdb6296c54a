const minute = 60_000;

/** A time as the value of a `datetime-local` field: local time, to the minute. */
export function toDateTimeField(time: number): string {
  return new Date(time - new Date(time).getTimezoneOffset() * minute).toISOString().slice(0, 16);
}

/** The time in a `datetime-local` field; `null` while it is incomplete. */
export function fromDateTimeField(value: string): string | null {
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

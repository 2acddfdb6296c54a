import type { ServerEvent } from './sseParser';

/** The body of an event with the given name; `null` for other events and invalid JSON. */
export function readEvent<T>(event: ServerEvent, name: string): T | null {
  if (event.event !== name) return null;
  try {
    return JSON.parse(event.body) as T;
  } catch {
    return null;
  }
}

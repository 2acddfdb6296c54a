/** The response to a write, and the position of the log after it. */
export interface WriteResult<T> {
  body: T;
  position: string | undefined;
}

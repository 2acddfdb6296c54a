export interface ServerEvent {
  event: string;
  id: string;
  body: string;
}

export interface SseParser {
  push(chunk: string): void;
  /** The last event id received, to be sent in Last-Event-ID. */
  readonly lastId: string;
  /** The pause before a reconnect that the server requested, in milliseconds. */
  readonly retry: number | undefined;
}

/** Parses `text/event-stream` incrementally, from chunks cut anywhere. */
export function createSseParser(onEvent: (event: ServerEvent) => void, lastId = ''): SseParser {
  let rest = '';
  let first = true;
  let skipLineFeed = false;
  let name = '';
  let lines: string[] = [];
  let id = lastId;
  let retry: number | undefined;

  function dispatch() {
    if (lines.length > 0) onEvent({ event: name || 'message', id, body: lines.join('\n') });
    name = '';
    lines = [];
  }

  function readField(field: string, value: string) {
    if (field === 'data') lines.push(value);
    else if (field === 'event') name = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) retry = Number(value);
  }

  function readLine(line: string) {
    if (line === '') return dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return;
    if (colon < 0) return readField(line, '');
    const value = line.slice(colon + 1);
    readField(line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value);
  }

  return {
    push(chunk) {
      let text = chunk;
      if (first && text.length > 0) {
        first = false;
        if (text.startsWith('\uFEFF')) text = text.slice(1);
      }
      // A CR ends a line at once; the LF of a CRLF may only come with the next chunk.
      if (skipLineFeed && text.length > 0) {
        skipLineFeed = false;
        if (text.startsWith('\n')) text = text.slice(1);
      }
      rest += text;
      let start = 0;
      for (let index = 0; index < rest.length; index++) {
        const character = rest[index];
        if (character !== '\n' && character !== '\r') continue;
        readLine(rest.slice(start, index));
        if (character === '\r') {
          if (index + 1 === rest.length) skipLineFeed = true;
          else if (rest[index + 1] === '\n') index++;
        }
        start = index + 1;
      }
      rest = rest.slice(start);
    },
    get lastId() {
      return id;
    },
    get retry() {
      return retry;
    },
  };
}

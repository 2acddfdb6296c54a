import { backoff } from './backoff';
import { createSseParser, type ServerEvent } from './sseParser';

export type LiveState = 'connecting' | 'live' | 'reconnecting';

export interface StreamOptions {
  path: string;
  key: string;
  /** Called after each connect; `isReconnect` is false for the first. */
  onOpen: (isReconnect: boolean) => void;
  onEvent: (event: ServerEvent) => void;
  onState: (state: LiveState) => void;
  onUnauthorized: () => void;
}

// The server sends keep-alive comments; a connection silent for longer is considered dead.
const silenceLimit = 60_000;

function pause(duration: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, duration);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}

/** Follows an event stream, reconnecting as often as needed, until the returned function is called. */
export function followStream(options: StreamOptions): () => void {
  const stop = new AbortController();
  let lastId = '';
  let retry: number | undefined;
  let failures = 0;
  let opened = false;

  async function connect(): Promise<void> {
    const connection = new AbortController();
    const signal = AbortSignal.any([stop.signal, connection.signal]);
    let watchdog = setTimeout(() => connection.abort(), silenceLimit);
    try {
      const headers = new Headers({ Authorization: `Bearer ${options.key}`, Accept: 'text/event-stream' });
      if (lastId) headers.set('Last-Event-ID', lastId);
      const response = await fetch(options.path, { headers, signal, cache: 'no-store', credentials: 'omit' });
      if (response.status === 401) {
        stop.abort();
        options.onUnauthorized();
        return;
      }
      if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);

      options.onState('live');
      options.onOpen(opened);
      opened = true;
      const parser = createSseParser(options.onEvent, lastId);
      const decoder = new TextDecoder();
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done || stop.signal.aborted) return;
        failures = 0;
        clearTimeout(watchdog);
        watchdog = setTimeout(() => connection.abort(), silenceLimit);
        parser.push(decoder.decode(value, { stream: true }));
        lastId = parser.lastId;
        retry = parser.retry ?? retry;
      }
    } finally {
      clearTimeout(watchdog);
      connection.abort();
    }
  }

  async function follow() {
    options.onState('connecting');
    while (!stop.signal.aborted) {
      try {
        await connect();
      } catch {
        // Lost or refused: the loop tries again.
      }
      if (stop.signal.aborted) return;
      options.onState('reconnecting');
      await pause(backoff(failures++, retry), stop.signal);
    }
  }

  void follow();
  return () => stop.abort();
}

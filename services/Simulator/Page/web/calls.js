import { readKey } from './key.js';

/** An API call that got an error response. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `The server answered ${status}.`);
    this.status = status;
    this.code = problem?.code;
    this.problem = problem;
  }

  get isAboutKey() {
    return this.status === 401 || this.status === 403;
  }
}

async function open(path, options) {
  const headers = { Authorization: `Bearer ${readKey() ?? ''}`, ...options.headers };
  const response = await fetch(`/simulator${path}`, { ...options, headers, cache: 'no-store' });
  if (response.ok) return response;
  throw new Refused(response.status, await response.json().catch(() => null));
}

export async function get(path) {
  return (await open(path, {})).json();
}

export async function send(method, path, body) {
  const response = await open(path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return response.json();
}

/** Follows an event stream until it ends. EventSource cannot send the access key. */
export async function follow(path, onOpen, onMessage) {
  const response = await open(path, { headers: { Accept: 'text/event-stream' } });
  onOpen();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (buffer + value).split('\n\n');
    buffer = blocks.pop();
    for (const block of blocks) {
      const line = block.split('\n').find((candidate) => candidate.startsWith('data: '));
      if (line) onMessage(JSON.parse(line.slice(6)));
    }
  }
}

import { describe, expect, it } from 'vitest';
import { createSseParser, type ServerEvent } from './sseParser';

function parse(...chunks: string[]) {
  const events: ServerEvent[] = [];
  const parser = createSseParser((event) => events.push(event));
  for (const chunk of chunks) parser.push(chunk);
  return { events, parser };
}

describe('SSE parser', () => {
  it('reads a whole event', () => {
    const { events } = parse('event: conversation\nid: 7\ndata: {"id":"a"}\n\n');
    expect(events).toEqual([{ event: 'conversation', id: '7', body: '{"id":"a"}' }]);
  });

  it('reads the same events wherever the text is cut', () => {
    const text = '\uFEFFevent: entry\r\nid: 9\r\ndata: one\r\ndata: two\r\n\r\n: keep-alive\r\n\r\ndata: three\r\n\r\n';
    const whole = parse(text).events;
    expect(whole).toHaveLength(2);
    expect(whole[0]).toEqual({ event: 'entry', id: '9', body: 'one\ntwo' });
    for (let cut = 1; cut < text.length; cut++) {
      expect(parse(text.slice(0, cut), text.slice(cut)).events).toEqual(whole);
    }
    expect(parse(...text).events).toEqual(whole);
  });

  it('accepts a lone CR as the end of a line', () => {
    expect(parse('data: a\r\rdata: b\r\r').events.map((event) => event.body)).toEqual(['a', 'b']);
  });

  it('ignores comments and unknown fields', () => {
    expect(parse(': hello\n\nfoo: bar\ndata: x\n\n').events).toEqual([{ event: 'message', id: '', body: 'x' }]);
  });

  it('does not dispatch an event without a body, and keeps its id', () => {
    const { events, parser } = parse('id: 12\n\n');
    expect(events).toEqual([]);
    expect(parser.lastId).toBe('12');
  });

  it('keeps the id for the events that follow', () => {
    const { events } = parse('id: 1\ndata: a\n\ndata: b\n\n');
    expect(events.map((event) => event.id)).toEqual(['1', '1']);
  });

  it('strips one space after the colon only', () => {
    expect(parse('data:  a\n\ndata:b\n\n').events.map((event) => event.body)).toEqual([' a', 'b']);
  });

  it('reads the requested pause if it is a number', () => {
    expect(parse('retry: 1500\n\n').parser.retry).toBe(1500);
    expect(parse('retry: soon\n\n').parser.retry).toBeUndefined();
  });

  it('drops an event cut off by the end of the stream', () => {
    expect(parse('data: a\n').events).toEqual([]);
  });
});

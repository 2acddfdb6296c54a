import { expect, it } from 'vitest';
import type { Request } from './request';
import { createWriter } from './writer';

const respondWith = (...positions: (string | undefined)[]): Request => async <T>() => ({ body: undefined as T, position: positions.shift() });

it('remembers the latest position it wrote, also when responses come out of order', async () => {
  const { write, lastWrite } = createWriter(respondWith('99', '101', '100', undefined));
  expect(lastWrite()).toBeUndefined();
  for (const expected of ['99', '101', '101', '101']) {
    await write('/x', {}, 'key');
    expect(lastWrite()).toBe(expected);
  }
});

it('posts unless another method is asked for, under the given idempotency key', async () => {
  const sent: unknown[] = [];
  const { write } = createWriter(async <T>(path: string, options: object | undefined) => {
    sent.push([path, options]);
    return { body: undefined as T, position: undefined };
  });
  await write('/a', { text: 'x' }, 'one');
  await write('/b', 'y', 'two', { method: 'PUT', contentType: 'text/plain' });
  expect(sent).toEqual([
    ['/a', { method: 'POST', body: { text: 'x' }, idempotencyKey: 'one' }],
    ['/b', { method: 'PUT', contentType: 'text/plain', body: 'y', idempotencyKey: 'two' }],
  ]);
});

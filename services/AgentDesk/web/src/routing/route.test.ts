import { expect, it } from 'vitest';
import { conversationPath, parseRoute } from './route';

it('finds the conversation in the path, and its way back', () => {
  expect(parseRoute('/c/0198-a')).toEqual({ conversationId: '0198-a' });
  expect(parseRoute(conversationPath('a/b c'))).toEqual({ conversationId: 'a/b c' });
});

it('takes everything else for the inbox', () => {
  for (const path of ['/', '/c/', '/c/a/b', '/c/%E0%A4%A', '/x']) expect(parseRoute(path).conversationId).toBeNull();
});

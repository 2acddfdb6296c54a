import { expect, it } from 'vitest';
import { splitLinks } from './splitLinks';

it('finds links without the punctuation after them', () => {
  expect(splitLinks('See https://example.org/a?b=1, please.')).toEqual([
    { text: 'See ' },
    { text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
    { text: ', please.' },
  ]);
});

it('does not link other schemes', () => {
  const text = 'javascript:alert(1) data:text/html,x ftp://example.org';
  expect(splitLinks(text)).toEqual([{ text }]);
});

it('keeps markup as text', () => {
  expect(splitLinks('<a href="https://example.org">x</a>').filter((part) => part.href)).toEqual([
    { text: 'https://example.org', href: 'https://example.org/' },
  ]);
});

it('loses nothing', () => {
  const text = 'http:// https://[ (https://example.org). end';
  expect(splitLinks(text).map((part) => part.text).join('')).toBe(text);
});

import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import en from '../../i18n/en.json';
import { isTransient, RefusedError, UnreachableError } from './problem';
import { problemText } from './problemText';

beforeAll(() => i18next.init({ lng: 'en', resources: { en: { translation: en } } }));

const text = (error: unknown) => problemText(error, i18next.t);

it('shows our own sentence for a known code', () => {
  expect(text(new RefusedError(422, { code: 'contact-point.opted-out', title: 'x' }))).toBe(
    'The citizen has opted out of messages on this channel.',
  );
});

it('shows the title of an unknown code', () => {
  expect(text(new RefusedError(422, { code: 'moon.full', title: 'The moon is full' }))).toBe('The moon is full');
});

it('prefers the sentence of the server to its title', () => {
  const problem = { code: 'moon.full', title: 'Unprocessable Entity', detail: 'The moon is full tonight.' };
  expect(text(new RefusedError(422, problem))).toBe('The moon is full tonight.');
});

it('does not mistake inherited property names for codes', () => {
  expect(text(new RefusedError(422, { code: 'toString', title: 'Odd' }))).toBe('Odd');
});

it('shows a useful sentence without a problem document', () => {
  expect(text(new RefusedError(404, {}))).toBe(en.failure.notFound);
  expect(text(new RefusedError(500, {}))).toBe(en.failure.unknown);
  expect(text(new UnreachableError(undefined))).toBe(en.failure.unreachable);
  expect(text('odd')).toBe(en.failure.unknown);
});

it('retries only what the server has not decided', () => {
  expect(isTransient(new UnreachableError(undefined))).toBe(true);
  expect(isTransient(new RefusedError(503, {}))).toBe(true);
  expect(isTransient(new RefusedError(422, {}))).toBe(false);
});

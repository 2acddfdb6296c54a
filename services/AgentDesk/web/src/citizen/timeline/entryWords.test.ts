import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import en from '../../i18n/en.json';
import { wordsOf } from './entryWords';

beforeAll(() => i18next.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } }));

const words = (entry: Parameters<typeof wordsOf>[0]) => wordsOf(entry, 'SMS', i18next.t);

it('says what a campaign did, and over what', () => {
  expect(words({ kind: 'outreach-message', text: 'A tram?', channel: 'sms' })).toBe('“A tram?”: written over SMS');
  expect(words({ kind: 'outreach-message', text: 'A tram?' })).toBe('“A tram?”: written');
  expect(words({ kind: 'outreach-finished', text: 'A tram?' })).toBe('“A tram?”: came to its end');
});

it('says what a citizen agreed to', () => {
  expect(words({ kind: 'consent-given', text: 'surveys' })).toBe('May be written to for surveys');
  expect(words({ kind: 'contact-forbidden' })).toBe('Nobody writes first to this citizen');
});

it('calls a kind of contact point by its name, and one it does not know as the server does', () => {
  expect(words({ kind: 'contact-point-added', text: 'phone' })).toBe('Phone');
  expect(words({ kind: 'contact-point-added', text: 'pigeon' })).toBe('pigeon');
});

it('leaves what people wrote as it is, and says nothing where there is nothing', () => {
  expect(words({ kind: 'message-received', text: 'outreach-begun' })).toBe('outreach-begun');
  expect(words({ kind: 'assigned' })).toBeNull();
});

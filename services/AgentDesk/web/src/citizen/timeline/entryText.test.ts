import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import en from '../../i18n/en.json';
import { entryText } from './entryText';

beforeAll(() => i18next.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } }));

const textOf = (entry: Parameters<typeof entryText>[0]) => entryText(entry, 'SMS', i18next.t);

it('says what a campaign did, and over which channel', () => {
  expect(textOf({ kind: 'outreach-message', text: 'A tram?', channel: 'sms' })).toBe('“A tram?”: written over SMS');
  expect(textOf({ kind: 'outreach-message', text: 'A tram?' })).toBe('“A tram?”: written');
  expect(textOf({ kind: 'outreach-finished', text: 'A tram?' })).toBe('“A tram?”: came to its end');
});

it('says what a citizen consented to', () => {
  expect(textOf({ kind: 'consent-given', text: 'surveys' })).toBe('May be written to for surveys');
  expect(textOf({ kind: 'contact-forbidden' })).toBe('Nobody writes first to this citizen');
});

it('names the kind of a contact point, and shows an unknown kind as received', () => {
  expect(textOf({ kind: 'contact-point-added', text: 'phone' })).toBe('Phone');
  expect(textOf({ kind: 'contact-point-added', text: 'pigeon' })).toBe('pigeon');
});

it('shows what people wrote unchanged, and nothing without a text', () => {
  expect(textOf({ kind: 'message-received', text: 'outreach-begun' })).toBe('outreach-begun');
  expect(textOf({ kind: 'assigned' })).toBeNull();
});

import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import en from '../../i18n/en.json';
import { entryText } from './entryText';

beforeAll(() => i18next.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } }));

const textOf = (entry: Parameters<typeof entryText>[0]) => entryText(entry, i18next.t);

it('names the campaign that started', () => {
  expect(textOf({ kind: 'outreach-begun', text: 'A tram?' })).toBe('“A tram?”');
});

it('lists what was checked before a campaign message', () => {
  expect(textOf({ kind: 'outreach-message', text: 'surveys: consent by form\nIt is 10:00.' })).toBe(
    'Checked before sending:\nsurveys: consent by form\nIt is 10:00.',
  );
});

it('shows the rule that held back a message or skipped a channel', () => {
  expect(textOf({ kind: 'outreach-held', text: 'It is 22:00.' })).toBe('It is 22:00.');
  expect(textOf({ kind: 'outreach-passed', text: 'No consent.' })).toBe('No consent.');
});

it('says how a citizen answered, which queue took over, and how the campaign ended', () => {
  expect(textOf({ kind: 'outreach-answered', text: 'yes' })).toBe('Answer: yes');
  expect(textOf({ kind: 'outreach-handed-over', text: 'desk' })).toBe('Queue: desk');
  expect(textOf({ kind: 'outreach-finished', text: 'consulted' })).toBe('Outcome: consulted');
  expect(textOf({ kind: 'outreach-stopped', text: 'consent-withdrawn' })).toBe('Reason: consent refused');
});

it('says what a citizen consented to', () => {
  expect(textOf({ kind: 'consent-given', text: 'surveys' })).toBe('We may write about: surveys');
  expect(textOf({ kind: 'contact-forbidden' })).toBe('We may not write first');
});

it('names the kind of a contact point, and shows an unknown kind as received', () => {
  expect(textOf({ kind: 'contact-point-added', text: 'phone' })).toBe('Phone');
  expect(textOf({ kind: 'contact-point-added', text: 'pigeon' })).toBe('pigeon');
});

it('shows what people wrote unchanged, and nothing without a text', () => {
  expect(textOf({ kind: 'message-received', text: 'outreach-begun' })).toBe('outreach-begun');
  expect(textOf({ kind: 'assigned' })).toBeNull();
});

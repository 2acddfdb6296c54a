import { expect, it } from 'vitest';
import { languagesOf, textIn } from './localizedText';

it('falls back to the first language a text has', () => {
  expect(textIn({ en: 'Yes', de: 'Ja' }, 'de')).toBe('Ja');
  expect(textIn({ en: 'Yes' }, 'de')).toBe('Yes');
  expect(textIn({}, 'de')).toBe('');
});

it('lists each language once, in order of appearance', () => {
  const send = (...languages: string[]) => ({
    id: languages.join(),
    send: { channels: [], text: Object.fromEntries(languages.map((language) => [language, '?'])), next: '', otherwise: '' },
  });
  expect(languagesOf({ steps: [send('en', 'de'), { id: 'end' }, send('de', 'uk')] })).toEqual(['en', 'de', 'uk']);
});

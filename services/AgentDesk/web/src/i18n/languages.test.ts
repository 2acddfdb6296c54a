import { expect, it } from 'vitest';
import de from './de.json';
import en from './en.json';

interface Texts {
  [key: string]: string | Texts;
}

function entries(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : entries(value, `${path}${key}/`),
  );
}

const placeholders = (text: string) => (text.match(/{{\w+}}/g) ?? []).toSorted();

it('has the same texts with the same placeholders in both languages', () => {
  const german = new Map(entries(de));
  expect([...german.keys()].toSorted()).toEqual(entries(en).map(([key]) => key).toSorted());
  for (const [key, text] of entries(en)) expect([key, placeholders(german.get(key) ?? '')]).toEqual([key, placeholders(text)]);
});

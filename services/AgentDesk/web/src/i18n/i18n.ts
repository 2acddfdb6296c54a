import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import de from './de.json';
import en from './en.json';

export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

const storageKey = 'omnichannel.desk.language';

function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(languages, tag);
}

function preferred(): Language {
  const candidates = [localStorage.getItem(storageKey) ?? '', ...navigator.languages];
  return candidates.map((tag) => tag.split('-')[0] ?? '').find(isLanguage) ?? 'en';
}

/** The locale for times and numbers: the browser's regional variant of the language, if it has one. */
export function localeOf(language: string): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
}

function applyToPage() {
  document.documentElement.lang = i18next.language;
  document.documentElement.dir = i18next.dir();
  document.title = i18next.t('app.title');
}

export function chooseLanguage(language: Language) {
  localStorage.setItem(storageKey, language);
  void i18next.changeLanguage(language);
}

export function initI18n() {
  i18next.on('languageChanged', applyToPage);
  return i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, de: { translation: de } },
    lng: preferred(),
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
  });
}

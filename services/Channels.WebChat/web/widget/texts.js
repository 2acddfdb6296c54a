// The words, in the language of the setting, else in the first of the browser's that we speak. English is here; others are fetched.
const speaks = (tag) => languages.includes(tag?.toLowerCase().split('-')[0]);
let texts = ownTexts;
// With its region: for dates and numbers.
let locale = 'en';
let language = 'en';
let direction = 'ltr';

async function speak(wanted) {
  const tag = [wanted, ...navigator.languages, 'en'].find(speaks);
  const base = tag.toLowerCase().split('-')[0];
  try {
    texts = base === 'en' ? ownTexts : await fetchTexts(base);
    locale = tag;
    language = base;
    direction = ['ar', 'he'].includes(base) ? 'rtl' : 'ltr';
  } catch {
    // Better in the language that is here than not at all.
  }
}

async function fetchTexts(name) {
  const response = await fetch(new URL(`texts/${name}.json`, server), { signal: AbortSignal.timeout?.(5000) });
  if (!response.ok) throw new Error();
  return response.json();
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function numberText(number) {
  return new Intl.NumberFormat(locale).format(number);
}

function sizeText(bytes) {
  const unit = bytes < 1e3 ? ['byte', 1] : bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: unit[0], maximumFractionDigits: 1 }).format(bytes / unit[1]);
}

function unreadText(count) {
  const form = texts.unread[new Intl.PluralRules(locale).select(count)] ?? texts.unread.other;
  return filled(form, { n: numberText(count) });
}

function timeText(at) {
  const today = new Date().toDateString() === at.toDateString();
  const format = today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(locale, format).format(at);
}

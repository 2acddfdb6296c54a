// The texts, and the formats of numbers, sizes and times, in the current language.
let { texts, locale } = language;

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

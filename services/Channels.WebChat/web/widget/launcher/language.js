// The configured language, else the browser's first that we support. The first texts are built in; the rest is loaded with the conversation.
const baseOf = (tag) => tag?.toLowerCase().split('-')[0];

// `locale` includes the region, for dates and numbers.
function languageOf(wanted) {
  const locale = [wanted, ...navigator.languages, 'en'].find((tag) => firstWords[baseOf(tag)]?.title);
  const name = baseOf(locale);
  return { name, locale, direction: ['ar', 'he'].includes(name) ? 'rtl' : 'ltr', texts: firstWords[name] };
}

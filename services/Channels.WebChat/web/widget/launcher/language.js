// The language of the setting, else the first of the browser's that we speak. The first words are here; all others are fetched with the conversation.
const baseOf = (tag) => tag?.toLowerCase().split('-')[0];

// With its region in `locale`: for dates and numbers.
function languageOf(wanted) {
  const locale = [wanted, ...navigator.languages, 'en'].find((tag) => firstWords[baseOf(tag)]?.title);
  const name = baseOf(locale);
  return { name, locale, direction: ['ar', 'he'].includes(name) ? 'rtl' : 'ltr', texts: firstWords[name] };
}

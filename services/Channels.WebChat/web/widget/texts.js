const languages = {
  en: {
    title: 'Chat',
    openChat: 'Open chat',
    closeChat: 'Close chat',
    close: 'Close',
    messages: 'Messages',
    message: 'Your message',
    send: 'Send',
    you: 'You',
    team: 'Reply',
    greeting: 'Hello! Write to us here. You can close this page and come back for the answer.',
    connecting: 'Connecting…',
    online: 'Connected',
    waiting: 'No connection. Trying again…',
    sending: 'Sending…',
    sent: 'Sent',
    refused: 'Not sent',
    limited: 'That was quick: the rest is sent in a moment.',
    tooLong: (length, most) => `Too long: ${length} of at most ${most} characters.`,
    historyAway: 'Earlier messages cannot be shown just now.',
    unread: { one: '1 new message', other: (n) => `${n} new messages` },
  },
  de: {
    title: 'Chat',
    openChat: 'Chat öffnen',
    closeChat: 'Chat schließen',
    close: 'Schließen',
    messages: 'Nachrichten',
    message: 'Ihre Nachricht',
    send: 'Senden',
    you: 'Sie',
    team: 'Antwort',
    greeting: 'Guten Tag! Schreiben Sie uns hier. Sie können die Seite schließen und für die Antwort wiederkommen.',
    connecting: 'Verbindung wird aufgebaut…',
    online: 'Verbunden',
    waiting: 'Keine Verbindung. Neuer Versuch…',
    sending: 'Wird gesendet…',
    sent: 'Gesendet',
    refused: 'Nicht gesendet',
    limited: 'Das ging schnell: Der Rest wird gleich gesendet.',
    tooLong: (length, most) => `Zu lang: ${length} von höchstens ${most} Zeichen.`,
    historyAway: 'Frühere Nachrichten können gerade nicht gezeigt werden.',
    unread: { one: '1 neue Nachricht', other: (n) => `${n} neue Nachrichten` },
  },
  ar: {
    title: 'المحادثة',
    openChat: 'فتح المحادثة',
    closeChat: 'إغلاق المحادثة',
    close: 'إغلاق',
    messages: 'الرسائل',
    message: 'رسالتك',
    send: 'إرسال',
    you: 'أنت',
    team: 'الرد',
    greeting: 'مرحبًا! اكتب إلينا هنا. يمكنك إغلاق الصفحة والعودة لاحقًا لقراءة الرد.',
    connecting: 'جارٍ الاتصال…',
    online: 'متصل',
    waiting: 'لا يوجد اتصال. جارٍ إعادة المحاولة…',
    sending: 'جارٍ الإرسال…',
    sent: 'تم الإرسال',
    refused: 'لم تُرسل',
    limited: 'رسائل كثيرة معًا: سيُرسل الباقي بعد لحظات.',
    tooLong: (length, most) => `النص طويل جدًا: ${length} من ${most} حرفًا كحد أقصى.`,
    historyAway: 'لا يمكن عرض الرسائل السابقة الآن.',
    unread: {
      one: 'رسالة جديدة واحدة',
      two: 'رسالتان جديدتان',
      few: (n) => `${n} رسائل جديدة`,
      many: (n) => `${n} رسالة جديدة`,
      other: (n) => `${n} رسالة جديدة`,
    },
  },
};

// The setting, else the first of the browser's languages that we speak, with its region for dates and numbers.
const spoken = (tag) => tag?.toLowerCase().split('-')[0];
const locale = [settings.language, ...navigator.languages, 'en'].find((tag) => Object.hasOwn(languages, spoken(tag)));
const language = spoken(locale);
const texts = languages[language];
const direction = language === 'ar' ? 'rtl' : 'ltr';

function unreadText(count) {
  const form = texts.unread[new Intl.PluralRules(language).select(count)] ?? texts.unread.other;
  return typeof form === 'string' ? form : form(new Intl.NumberFormat(locale).format(count));
}

function timeText(at) {
  const today = new Date().toDateString() === at.toDateString();
  const format = today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(locale, format).format(at);
}

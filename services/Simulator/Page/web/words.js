const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

export const clockTime = (at) => clock.format(at);

export function dayName(at) {
  return at.toDateString() === new Date().toDateString() ? 'Today' : day.format(at);
}

/** Digits in groups, as people read them. */
export function spoken(number) {
  const groups = [
    [/^(\+44)(7\d{3})(\d{6})$/, '$1 $2 $3'],
    [/^(\+1)(555)(0\d{3})$/, '$1 $2 $3'],
    [/^(\+1)(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3 $4'],
    [/^(\+\d{2})(\d{3})(\d+)$/, '$1 $2 $3'],
  ];
  const [pattern, shape] = groups.find(([candidate]) => candidate.test(number)) ?? [/$/, ''];
  return number.replace(pattern, shape);
}

/** E.164 out of what people type; null when it is no number. */
export function numberIn(text) {
  const number = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{5,14}$/.test(number) ? number : null;
}

/** A number that is kept free for stories (Ofcom: 07700 900000 to 900999). */
export function storyNumber(taken) {
  for (;;) {
    const number = `+447700900${String(Math.floor(Math.random() * 1000)).padStart(3, '0')}`;
    if (!taken.includes(number)) return number;
  }
}

/** What became of a message, as a few words. */
export function fate(message) {
  switch (message.state) {
    case 'receiving': return 'Sending…';
    case 'received': return 'Delivered';
    case 'failed': return message.webhookStatus ? `Not accepted (${message.webhookStatus})` : 'Not accepted: no answer';
    case 'queued': return 'On its way…';
    case 'sent': return 'Sent';
    case 'delivered': return 'Received';
    case 'undelivered': return `Never arrived: no such phone (${message.errorCode})`;
    default: return message.state;
  }
}

export const isBad = (message) => message.state === 'failed' || message.state === 'undelivered';

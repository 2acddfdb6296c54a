const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

export const clockTime = (at) => clock.format(at);

export function dayName(at) {
  return at.toDateString() === new Date().toDateString() ? 'Today' : day.format(at);
}

/** A number with its digits grouped for reading. */
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

/** E.164 from user input; null if it is not a phone number. */
export function numberIn(text) {
  const number = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{5,14}$/.test(number) ? number : null;
}

/** A number reserved for fiction (Ofcom: 07700 900000 to 900999). */
export function storyNumber(taken) {
  for (;;) {
    const number = `+447700900${String(Math.floor(Math.random() * 1000)).padStart(3, '0')}`;
    if (!taken.includes(number)) return number;
  }
}

/** The delivery state of a message, for people. */
export function stateText(message) {
  switch (message.state) {
    case 'receiving': return 'Sending…';
    case 'received': return 'Delivered';
    case 'failed': return message.webhookStatus ? `Not accepted (${message.webhookStatus})` : 'Not accepted: no answer';
    case 'queued': return 'Sending…';
    case 'sent': return 'Sent';
    case 'delivered': return 'Received';
    case 'undelivered': return `Not delivered: no such phone (${message.errorCode})`;
    default: return message.state;
  }
}

export const isBad = (message) => message.state === 'failed' || message.state === 'undelivered';

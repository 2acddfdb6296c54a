import { numberIn } from '../words.js';

const place = 'omnichannel.simulator.phones';

/** The phones, their messages, and the selected phone. Notifies a listener of every change. */
export class Phonebook {
  constructor(onChange) {
    const kept = read();
    this.numbers = kept.numbers;
    this.chosen = kept.chosen;
    this.messages = new Map();
    this.unread = new Map();
    this.onChange = onChange;
  }

  add(number) {
    if (!this.numbers.includes(number)) this.numbers.unshift(number);
    this.choose(number);
  }

  choose(number) {
    this.chosen = number;
    this.unread.delete(number);
    this.#keep();
    this.onChange();
  }

  remove(number) {
    const index = this.numbers.indexOf(number);
    this.numbers = this.numbers.filter((other) => other !== number);
    this.messages.delete(number);
    if (this.chosen === number) this.chosen = this.numbers[Math.min(index, this.numbers.length - 1)] ?? null;
    this.#keep();
    this.onChange();
  }

  /** Replaces all messages of a phone. */
  load(number, messages) {
    this.messages.set(number, new Map(messages.map((message) => [message.id, message])));
    this.onChange();
  }

  /** Adds or updates one message; an outdated event changes nothing. */
  put(message) {
    if (!this.numbers.includes(message.phone)) return;
    const known = this.messages.get(message.phone) ?? new Map();
    this.messages.set(message.phone, known);
    const before = known.get(message.id);
    if (before && BigInt(before.position) > BigInt(message.position)) return;
    known.set(message.id, message);
    const isNews = !before && message.direction === 'outbound';
    if (isNews && (message.phone !== this.chosen || document.hidden)) {
      this.unread.set(message.phone, (this.unread.get(message.phone) ?? 0) + 1);
    }
    this.onChange();
  }

  /** Marks a message as rejected, in case the event arrives late; false if the message is unknown. */
  fail(number, id, webhookStatus) {
    const message = this.messages.get(number)?.get(id);
    if (message) this.put({ ...message, state: 'failed', webhookStatus });
    return message !== undefined;
  }

  on(number) {
    return [...(this.messages.get(number)?.values() ?? [])];
  }

  #keep() {
    localStorage.setItem(place, JSON.stringify({ numbers: this.numbers.slice(0, 50), chosen: this.chosen }));
  }
}

/** Storage may contain anything: only phone numbers are accepted. */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '{}');
    const numbers = kept.numbers.filter((number) => numberIn(number) === number);
    return { numbers, chosen: numbers.includes(kept.chosen) ? kept.chosen : (numbers[0] ?? null) };
  } catch {
    return { numbers: [], chosen: null };
  }
}

import { byId, make } from '../dom.js';
import { spoken } from '../words.js';

const names = { twilio: 'Twilio', kannel: 'Kannel', vonage: 'Vonage' };

/** The provider that carries the phone's messages; we have a number with each. */
export function providerChoice() {
  const field = byId('provider');
  let numbers = {};

  function show() {
    byId('our-number').textContent = spoken(numbers[field.value] ?? '');
  }

  field.addEventListener('change', show);

  return {
    get value() {
      return field.value || undefined;
    },
    /** @param account as returned by the server */
    offer(account) {
      numbers = account.numbers;
      const chosen = field.value;
      field.replaceChildren(...Object.keys(numbers).map((id) => make('option', { value: id, textContent: names[id] ?? id })));
      if (chosen in numbers) field.value = chosen;
      show();
    },
  };
}

import { byId, make } from './dom.js';
import { spoken } from './words.js';

const names = { twilio: 'Twilio', kannel: 'Kannel', vonage: 'Vonage' };

/** Which provider carries what the phone writes; each has a number of ours. */
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
    /** @param account as the server tells it */
    offer(account) {
      numbers = account.numbers;
      const chosen = field.value;
      field.replaceChildren(...Object.keys(numbers).map((id) => make('option', { value: id, textContent: names[id] ?? id })));
      if (chosen in numbers) field.value = chosen;
      show();
    },
  };
}

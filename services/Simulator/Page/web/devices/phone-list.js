import { byId, make } from '../dom.js';
import { clockTime, numberIn, spoken, storyNumber } from '../words.js';

/** The list of phones. */
export function phoneList(book) {
  const list = byId('phones');
  const field = byId('number');
  const problem = byId('number-problem');
  let seen = null;

  byId('new-phone').addEventListener('click', () => {
    book.add(storyNumber(book.numbers));
    byId('text').focus();
  });

  byId('add-phone').addEventListener('submit', (event) => {
    event.preventDefault();
    const number = numberIn(field.value);
    problem.textContent = number ? '' : 'Please give the number in international form, such as +44 7700 900123.';
    if (!number) {
      field.setAttribute('aria-invalid', 'true');
      field.focus();
      return;
    }
    field.value = '';
    book.add(number);
    byId('text').focus();
  });

  field.addEventListener('input', () => {
    problem.textContent = '';
    field.removeAttribute('aria-invalid');
  });

  function entry(number) {
    const last = book.on(number).at(-1);
    const unread = book.unread.get(number) ?? 0;
    const isChosen = number === book.chosen;
    const choose = make(
      'button',
      { type: 'button', className: 'phone', onclick: () => book.choose(number), 'aria-current': String(isChosen) },
      make('span', { className: 'face', textContent: number.slice(-2), 'aria-hidden': 'true' }),
      make('span', { className: 'phone-number', dir: 'ltr', textContent: spoken(number) }),
      make('span', { className: 'phone-last', dir: 'auto', textContent: last ? last.text || 'Media' : 'No messages yet' }),
      make('time', { className: 'phone-time', textContent: last ? clockTime(new Date(last.at)) : '' }),
    );
    if (unread > 0) choose.append(make('span', { className: 'badge', textContent: String(unread), 'aria-label': `${unread} unread` }));
    const remove = make('button', {
      type: 'button', className: 'remove', textContent: '×', title: 'Remove this phone', 'aria-label': `Remove ${spoken(number)}`,
      onclick: () => book.remove(number),
    });
    return make('li', { className: isChosen ? 'chosen' : '' }, choose, remove);
  }

  return {
    render() {
      const focused = list.contains(document.activeElement) ? [...list.querySelectorAll('button')].indexOf(document.activeElement) : -1;
      list.replaceChildren(...book.numbers.map(entry));
      // In a narrow window the selected phone may be scrolled out of view.
      if (book.chosen !== seen) list.querySelector('.chosen')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      seen = book.chosen;
      if (focused >= 0) list.querySelectorAll('button')[focused]?.focus();
    },
    offer(numbers) {
      byId('known-phones').replaceChildren(...numbers.map((number) => make('option', { value: number })));
    },
  };
}

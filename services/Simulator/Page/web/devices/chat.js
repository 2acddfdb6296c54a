import { send } from '../calls.js';
import { byId, make } from '../dom.js';
import { clockTime, dayName, stateText, isBad, spoken } from '../words.js';

const ideas = ['My bin was not collected.', 'When are you open?', 'STOP', 'START'];
const pause = 15 * 60 * 1000;

/** The selected phone: its messages, and a field to write one. */
export function chat(book, provider, onRefused) {
  const log = byId('chat');
  const field = byId('text');
  const problem = byId('send-problem');
  const shown = new Map();
  let phone = null;
  let wasAtEnd = true;

  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value;
    if (text.trim() === '' || !phone) return;
    field.value = '';
    grow();
    void write(text);
  });

  field.addEventListener('keydown', (event) => {
    // During IME composition (Chinese, Japanese …) Enter confirms the composition.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    byId('composer').requestSubmit();
  });
  field.addEventListener('input', grow);

  byId('ideas').append(...ideas.map((idea) => make('button', { type: 'button', className: 'idea', textContent: idea, onclick: () => void write(idea) })));

  function grow() {
    field.style.blockSize = 'auto';
    field.style.blockSize = `${Math.min(field.scrollHeight, 130)}px`;
  }

  async function write(text) {
    const from = phone;
    problem.textContent = '';
    field.focus();
    try {
      book.put(await send('POST', `/phones/${encodeURIComponent(from)}/messages`, { text, provider: provider.value }));
    } catch (error) {
      // A message that our webhook rejected stays in the list, with a button to send it again.
      if (error.code === 'webhook.not-taken' && book.fail(from, error.problem.id, error.problem.webhookStatus)) return;
      if (field.value === '') field.value = text;
      problem.textContent = error.status ? error.message : 'The server cannot be reached; your text is kept.';
      onRefused(error);
    }
  }

  function bubble(message) {
    const own = message.direction === 'inbound';
    const text = make('p', { className: 'text', dir: 'auto', textContent: message.text });
    const media = message.media.map((url) => make('p', { className: 'media', dir: 'ltr', textContent: url }));
    const state = make('span', {});
    const again = make('button', { type: 'button', className: 'again', textContent: 'Send again', hidden: true, onclick: () => void write(message.text) });
    const element = make(
      'article', { className: `message ${own ? 'own' : 'theirs'}`, 'aria-label': own ? 'You' : 'The administration' },
      make('div', { className: 'bubble' }, text, ...media),
      make('p', { className: 'beneath' }, make('time', { textContent: clockTime(new Date(message.at)), dateTime: message.at }), state, again),
    );
    return { element, state, again };
  }

  function update(part, message) {
    part.state.textContent = stateText(message);
    part.element.classList.toggle('bad', isBad(message));
    part.element.classList.toggle('waiting', ['receiving', 'queued'].includes(message.state));
    part.again.hidden = message.state !== 'failed';
  }

  function turnTo(number) {
    const isOther = number !== phone;
    phone = number;
    shown.clear();
    log.replaceChildren();
    byId('phone-number').textContent = number ? spoken(number) : 'No phone';
    if (isOther) problem.textContent = '';
    field.disabled = !number;
  }

  function divider(message, before) {
    const at = new Date(message.at);
    if (before && at - new Date(before.at) < pause) return [];
    return [make('p', { className: 'divider', textContent: `${dayName(at)}, ${clockTime(at)}` })];
  }

  // When the window shrinks or a keyboard opens, the last message stays visible.
  new ResizeObserver(() => { if (wasAtEnd) log.scrollTop = log.scrollHeight; }).observe(log);
  log.addEventListener('scroll', () => { wasAtEnd = isAtEnd(); });

  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;

  return {
    render() {
      const isNew = book.chosen !== phone;
      const messages = book.on(book.chosen);
      const known = new Set(messages.map((message) => message.id));
      // The phones live in the server's memory and are empty after its restart.
      if (isNew || [...shown.keys()].some((id) => !known.has(id))) turnTo(book.chosen);
      const sticks = isNew || wasAtEnd;
      let before = null;
      for (const message of messages) {
        let part = shown.get(message.id);
        if (!part) {
          part = bubble(message);
          shown.set(message.id, part);
          log.append(...divider(message, before), part.element);
        }
        update(part, message);
        before = message;
      }
      byId('ideas').hidden = shown.size > 0 || !phone;
      if (sticks) log.scrollTop = log.scrollHeight;
    },
  };
}

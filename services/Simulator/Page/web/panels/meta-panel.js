import { get, send } from '../calls.js';
import { byId, make } from '../dom.js';
import { clockTime } from '../words.js';

const channels = {
  whatsapp: { name: 'WhatsApp', person: '+447700900555', hint: 'A number, or a user id such as GB.1234567890 for somebody who hides it.' },
  messenger: { name: 'Messenger', person: '7100000000000071', hint: 'The id that this person has towards our page.' },
};
const stateTexts = {
  accepted: 'Sending…', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Failed', received: 'Delivered',
};
/** Messages only one of the channels has; they use the text in the text field, if any. */
const extras = {
  whatsapp: [
    ['Fill in a form', (words) => ({ form: { matter: words || 'A street light is out', street: 'High Street', number: '1' } })],
  ],
  messenger: [
    ['Press “Get started”', () => ({ postback: { id: 'GET_STARTED', title: 'Get started' } })],
    ['Press an entry of the menu', (words) => ({ postback: { id: 'MENU_WASTE', title: words || 'Waste and recycling' } })],
    ['Come by a link', (words) => ({ referral: words || 'poster-town-hall' })],
  ],
};
const templateButton = { id: 'confirm', title: 'Confirm' };
const cityHall = { latitude: 51.50474, longitude: -0.07864, name: 'City Hall' };

/** Plays one person on WhatsApp or Messenger, in a dialog above the phones. */
export function metaPanel(onRefused) {
  const dialog = byId('meta-panel');
  const channel = make('select', { id: 'meta-channel' }, ...Object.entries(channels).map(([value, { name }]) => make('option', { value, textContent: name })));
  const person = make('input', { id: 'meta-person', autocomplete: 'off', dir: 'ltr', 'aria-describedby': 'meta-hint' });
  const name = make('input', { id: 'meta-name', autocomplete: 'off', value: 'Anna Example' });
  const hint = make('p', { className: 'hint', id: 'meta-hint' });
  const log = make('div', { className: 'meta-log', role: 'log', 'aria-label': 'Messages', tabIndex: 0 });
  const text = make('textarea', { id: 'meta-text', rows: 2, dir: 'auto', maxLength: 4096 });
  const file = make('input', { id: 'meta-file', type: 'file' });
  const more = make('div', { className: 'row meta-more', role: 'group', 'aria-label': 'Only on this channel' });
  const problem = make('p', { className: 'problem', role: 'alert' });
  const notice = make('p', { className: 'hint', hidden: true, textContent: 'A real app is configured for this channel: messages sent here are not accepted.' });
  let edits = null;
  let shown = '';

  const form = make(
    'form', { className: 'meta-composer' },
    labelled('Message', text), labelled('Picture or file', file),
    make('div', { className: 'row' },
      make('button', { type: 'submit', className: 'quiet', textContent: 'Send' }),
      make('button', { type: 'button', className: 'quiet', textContent: 'Send location', onclick: () => void act({ place: cityHall }) })),
    more,
  );
  dialog.append(
    make('div', { className: 'meta-head' },
      make('h2', { textContent: 'WhatsApp and Messenger' }),
      make('button', { type: 'button', className: 'quiet', textContent: 'Close', onclick: () => dialog.close() })),
    make('div', { className: 'meta-who' }, labelled('Channel', channel), labelled('Person', person), labelled('Name', name)),
    hint, notice, log, problem, form,
  );

  channel.addEventListener('change', turn);
  person.addEventListener('change', () => void refresh());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void write();
  });
  byId('open-meta').addEventListener('click', () => {
    dialog.showModal();
    void refresh();
  });
  setInterval(() => { if (dialog.open && !document.hidden) void refresh(); }, 1200);
  turn();

  function turn() {
    person.value = channels[channel.value].person;
    hint.textContent = channels[channel.value].hint;
    name.disabled = channel.value === 'messenger';
    more.replaceChildren(...extras[channel.value].map(([words, bodyOf]) => make('button', {
      type: 'button', className: 'quiet', textContent: words, onclick: () => void play(bodyOf(text.value.trim())),
    })));
    edits = null;
    void refresh();
  }

  const place = () => `/people/${channel.value}/${encodeURIComponent(person.value.trim())}`;

  async function refresh() {
    if (!dialog.open || person.value.trim() === '') return;
    try {
      const view = await get(place());
      notice.hidden = view.isConnected;
      show(view.messages);
    } catch (error) {
      problem.textContent = error.status ? error.message : 'The server cannot be reached.';
      onRefused(error);
    }
  }

  async function act(body) {
    problem.textContent = '';
    try {
      await send('POST', `${place()}/messages`, { name: name.value, ...body });
      return true;
    } catch (error) {
      problem.textContent = error.status ? error.message : 'The server cannot be reached; your text is kept.';
      onRefused(error);
      return false;
    } finally {
      await refresh();
    }
  }

  async function play(body) {
    if (await act(body)) text.value = '';
  }

  async function write() {
    const chosen = file.files[0];
    if (text.value.trim() === '' && !chosen) return;
    const body = edits ? { edits, text: text.value } : { text: text.value };
    if (chosen && !edits) body.file = { name: chosen.name, contentType: chosen.type || 'application/octet-stream', content: await base64Of(chosen) };
    if (!await act(body)) return;
    text.value = '';
    file.value = '';
    edits = null;
  }

  function show(messages) {
    const state = JSON.stringify(messages);
    if (state === shown) return;
    shown = state;
    log.replaceChildren(...messages.map(bubble));
    log.scrollTop = log.scrollHeight;
  }

  function bubble(message) {
    const own = message.direction === 'inbound';
    const parts = [make('p', { className: 'text', dir: 'auto', textContent: message.text || `(${message.kind})` })];
    if (message.reaction) parts.push(make('p', { className: 'hint', textContent: `Your sign: ${message.reaction}` }));
    const taps = message.choices.map((choice) => make('button', {
      type: 'button', className: 'quiet', textContent: choice.title, onclick: () => void act({ choice, answers: message.id }),
    }));
    if (message.kind === 'template') {
      taps.push(make('button', {
        type: 'button', className: 'quiet', textContent: `Button of the template: ${templateButton.title}`,
        onclick: () => void act({ button: templateButton, answers: message.id }),
      }));
    }
    if (!own) {
      const has = message.reaction === '👍';
      taps.push(make('button', {
        type: 'button', className: 'quiet', textContent: '👍', 'aria-pressed': String(has), 'aria-label': has ? 'Remove 👍' : 'React with 👍',
        onclick: () => void act({ reactsTo: message.id, emoji: has ? null : '👍' }),
      }));
    } else if (message.kind === 'text') {
      taps.push(make('button', {
        type: 'button', className: 'quiet', textContent: 'Edit',
        onclick: () => { edits = message.id; text.value = message.text; text.focus(); },
      }));
    }
    return make(
      'article', { className: `message ${own ? 'own' : 'theirs'}`, 'aria-label': own ? 'You' : 'The administration' },
      make('div', { className: 'bubble' }, ...parts),
      make('p', { className: 'beneath' }, make('time', { textContent: clockTime(new Date(message.at)), dateTime: message.at }), ` ${stateTexts[message.state] ?? message.state}`),
      make('div', { className: 'row' }, ...taps),
    );
  }
}

function labelled(words, field) {
  return make('div', { className: 'meta-field' }, make('label', { textContent: words, htmlFor: field.id }), field);
}

/** The content of a file in Base64, for JSON. */
async function base64Of(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 32768) binary += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(binary);
}

import { get, send } from '../calls.js';
import { byId, make } from '../dom.js';

const look = 700;
const hints = {
  '': 'Please wait.',
  keys: 'Press a key.',
  speech: 'Say something.',
  'keys speech': 'Press a key, or say something.',
  message: 'Speak your message, then send it.',
  answer: 'Your phone rings.',
  queue: 'You are waiting. Take the call at the desk, or play the agent here.',
  agent: 'It rings at the other end. That part is yours to play, too: here, or at the phone that rings.',
  talk: 'You are talking.',
};

/** Calls on the selected phone: it can call us, and rings when we call it. */
export function callPanel(book, onRefused) {
  const log = byId('call-log');
  const words = byId('call-words');
  const problem = byId('call-problem');
  let phone = null;
  let call = null;
  let seen = '';

  const keypad = byId('call-keys');
  keypad.append(...'123456789*0#'.split('').map((key) => make('button', {
    type: 'button', className: 'key', textContent: key, onclick: () => void act('keys', key), 'aria-label': `Key ${{ '*': 'star', '#': 'hash' }[key] ?? key}`,
  })));
  byId('call-start').addEventListener('click', () => void begin(phone));
  byId('call-withheld').addEventListener('click', () => void begin('anonymous'));
  byId('call-answer').addEventListener('click', () => void act('answer'));
  byId('call-machine').addEventListener('click', () => void act('answer', 'machine'));
  byId('call-agent').addEventListener('click', () => void act('agent'));
  byId('call-nobody').addEventListener('click', () => void act('agent', 'no-answer'));
  byId('call-end').addEventListener('click', () => void act('hangup'));
  byId('call-speak').addEventListener('submit', (event) => {
    event.preventDefault();
    const text = words.value.trim();
    if (text === '') return;
    words.value = '';
    void act('speech', text);
  });

  async function guarded(work) {
    problem.textContent = '';
    try {
      await work();
    } catch (error) {
      problem.textContent = error.status ? error.message : 'The server cannot be reached.';
      onRefused(error);
    }
  }

  const begin = (number) => guarded(async () => {
    call = await send('POST', `/phones/${encodeURIComponent(number)}/calls`, {});
    show();
  });

  const act = (kind, text) => guarded(async () => {
    if (!call) return;
    call = await send('POST', `/calls/${encodeURIComponent(call.id)}`, { kind, text });
    show();
  });

  /** Polls the state of the call; an incoming call shows as soon as it rings. */
  async function refresh() {
    if (!phone || document.hidden || byId('stage').hidden || !byId('calls').open) return;
    const number = call?.phone === 'anonymous' ? 'anonymous' : phone;
    try {
      const latest = (await get(`/phones/${encodeURIComponent(number)}/calls`))[0] ?? null;
      if (number !== 'anonymous' || isOn(latest)) call = latest;
      else call = null;
      show();
    } catch (error) {
      onRefused(error);
    }
  }

  const isOn = (one) => Boolean(one) && !['completed', 'busy', 'no-answer', 'failed', 'canceled'].includes(one.state);

  function show() {
    const state = JSON.stringify([phone, call]);
    if (state === seen) return;
    seen = state;
    const on = isOn(call);
    const awaits = on ? call.awaits : '';
    byId('call-state').textContent = call ? (on ? (hints[awaits] ?? '') : `The last call: ${call.state}.`) : 'No call yet.';
    byId('call-on').hidden = !on;
    byId('call-off').hidden = on;
    byId('call-ring').hidden = awaits !== 'answer';
    byId('call-agent').hidden = !['queue', 'agent', 'talk'].includes(awaits);
    const other = call?.direction === 'outbound' ? 'Other side' : 'Agent';
    byId('call-agent').textContent = awaits === 'talk' ? `${other} puts down` : `${other} answers`;
    byId('call-nobody').hidden = awaits !== 'agent';
    keypad.hidden = !awaits.includes('keys') && !['queue', 'message'].includes(awaits);
    byId('call-speak').hidden = !['speech', 'keys speech', 'message', 'talk'].includes(awaits);
    log.replaceChildren(...(call?.lines ?? []).map((line) => make('p', { className: `call-line ${line.who}`, dir: 'auto', textContent: line.text })));
    log.scrollTop = log.scrollHeight;
  }

  setInterval(() => void refresh(), look);
  return {
    render() {
      if (book.chosen === phone) return;
      phone = book.chosen;
      call = null;
      show();
      void refresh();
    },
  };
}

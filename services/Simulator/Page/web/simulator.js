import { follow, get } from './calls.js';
import { byId } from './dom.js';
import { dropKey, readKey } from './key.js';
import { signIn } from './sign-in.js';
import { clockTime, storyNumber } from './words.js';
import { chat } from './devices/chat.js';
import { phoneList } from './devices/phone-list.js';
import { Phonebook } from './devices/phonebook.js';
import { providerChoice } from './devices/provider-choice.js';
import { callPanel } from './panels/call-panel.js';
import { faultPanel } from './panels/fault-panel.js';
import { mailPanel } from './panels/mail-panel.js';
import { metaPanel } from './panels/meta-panel.js';

const book = new Phonebook(render);
const list = phoneList(book);
const provider = providerChoice();
const talk = chat(book, provider, onRefused);
const telephone = callPanel(book, onRefused);
const faults = faultPanel(onRefused);
const mail = mailPanel(onRefused);
const askForKey = signIn(play);
metaPanel(onRefused);
let isPlaying = false;
let lastLoaded = null;

function render() {
  if (book.chosen && book.chosen !== lastLoaded && isPlaying && !book.messages.has(book.chosen)) void load(book.chosen);
  lastLoaded = book.chosen;
  list.render();
  talk.render();
  telephone.render();
}

async function load(number) {
  try {
    book.load(number, (await get(`/phones/${encodeURIComponent(number)}`)).messages);
  } catch (error) {
    onRefused(error);
  }
}

function onRefused(error) {
  if (!error.isAboutKey || !isPlaying) return;
  isPlaying = false;
  dropKey();
  byId('stage').hidden = true;
  byId('open-meta').hidden = true;
  byId('meta-panel').close();
  mail.hide();
  showLive('');
  askForKey('Your key is no longer valid.');
}

function showLive(state) {
  byId('live').textContent = { on: 'Live', off: 'Reconnecting…' }[state] ?? '';
  byId('live').dataset.state = state;
}

/** Loads all phones, then follows their changes, reconnecting while the page is open. */
async function stayLive() {
  for (let failures = 0; isPlaying;) {
    try {
      const known = await get('/phones?limit=20');
      list.offer(known.items.map((phone) => phone.id));
      // Loaded after reading the position: a change in between arrives twice rather than never.
      await Promise.all(book.numbers.map(load));
      await follow(`/phones/live?after=${known.position}`, () => { failures = 0; showLive('on'); }, (message) => book.put(message));
    } catch (error) {
      onRefused(error);
    }
    if (!isPlaying) return;
    showLive('off');
    failures += 1;
    await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** failures, 8000)));
  }
}

function play(account) {
  isPlaying = true;
  byId('stage').hidden = false;
  provider.offer(account);
  byId('open-meta').hidden = false;
  byId('not-connected').hidden = account.isConnected;
  if (book.numbers.length === 0) book.add(storyNumber([]));
  render();
  byId('text').focus({ preventScroll: true });
  void faults.refresh();
  mail.show().catch(onRefused);
  void stayLive();
}

async function start() {
  if (!readKey()) {
    askForKey('');
    return;
  }
  try {
    play(await get('/account'));
  } catch (error) {
    if (error.isAboutKey) dropKey();
    askForKey(error.status === 401 ? 'Your key is no longer valid.' : error.status ? error.message : 'The server cannot be reached.');
  }
}

function tick() {
  byId('clock').textContent = clockTime(new Date());
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden && book.chosen) book.choose(book.chosen);
});
// The panel is open in wide windows; on a phone it would hide the page.
byId('faults').open = matchMedia('(min-width: 1120px)').matches;
setInterval(tick, 5000);
tick();
void start();

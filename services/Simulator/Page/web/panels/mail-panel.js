import { get, send } from '../calls.js';
import { byId, make } from '../dom.js';
import { clockTime } from '../words.js';

const pause = 3000;

/** A citizen's mailbox: write, reply within the thread, or bounce a mail from us. */
export function mailPanel(onRefused) {
  const panel = byId('mail');
  const [address, subject, text] = ['mail-address', 'mail-subject', 'mail-text'].map(byId);
  const problem = byId('mail-problem');
  const list = byId('mail-list');
  let answered = null;
  let shown = '';

  byId('mail-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void guarded(async () => {
      await send('POST', `/mailboxes/${encodeURIComponent(address.value.trim())}/messages`, {
        subject: subject.value || undefined, text: text.value, inReplyTo: answered ?? undefined, intoMailbox: byId('mail-imap').checked,
      });
      text.value = '';
      begin(null);
      await refresh();
    });
  });
  byId('mail-new').addEventListener('click', () => begin(null));
  address.addEventListener('change', () => { begin(null); void guarded(refresh); });
  byId('open-mail').addEventListener('click', () => { panel.showModal(); void guarded(refresh); });
  setInterval(() => { if (panel.open && !document.hidden) void guarded(refresh); }, pause);

  function begin(mail) {
    answered = mail?.messageId ?? null;
    subject.value = mail ? (/^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`) : '';
    byId('mail-new').hidden = !mail;
    text.focus({ preventScroll: true });
  }

  async function guarded(call) {
    try {
      problem.textContent = '';
      await call();
    } catch (error) {
      problem.textContent = error.status ? error.message : 'The server cannot be reached; your text is kept.';
      onRefused(error);
    }
  }

  async function refresh() {
    if (address.value.trim() === '') return;
    const { messages } = await get(`/mailboxes/${encodeURIComponent(address.value.trim())}`);
    const state = JSON.stringify(messages);
    // Rendered only when it changed, so that the focus stays.
    if (state === shown) return;
    shown = state;
    list.replaceChildren(...messages.toReversed().map(entry));
  }

  function entry(mail) {
    const buttons = [make('button', { type: 'button', className: 'quiet', textContent: 'Answer', onclick: () => begin(mail) })];
    if (!mail.isInbound && mail.state !== 'bounced') {
      buttons.push(make('button', { type: 'button', className: 'quiet', textContent: 'Bounce', onclick: () => void guarded(() => bounce(mail)) }));
    }
    if (mail.unsubscribeUrl) {
      buttons.push(make('a', { href: mail.unsubscribeUrl, target: '_blank', rel: 'noreferrer', textContent: 'Unsubscribe' }));
    }
    return make(
      'li', { className: mail.isInbound ? 'own' : 'theirs' },
      make('strong', { dir: 'auto', textContent: mail.subject || '(no subject)' }),
      make('p', { className: 'about', textContent: `${mail.isInbound ? 'You wrote' : 'The administration wrote'} at ${clockTime(new Date(mail.at))}${mail.state === 'received' ? '' : `, ${mail.state}`}` }),
      make('p', { className: 'text', dir: 'auto', textContent: mail.text }),
      make('div', { className: 'row' }, ...buttons),
    );
  }

  async function bounce(mail) {
    await send('POST', `/mailboxes/${encodeURIComponent(mail.mailbox)}/bounces`, { messageId: mail.messageId });
    await refresh();
  }

  return {
    async show() {
      byId('open-mail').hidden = false;
      const account = await get('/mail/account');
      byId('mail-ours').textContent = account.address;
      byId('mail-not-connected').hidden = account.isConnected;
      byId('mail-ways').hidden = !account.hasMailbox;
    },
    hide() {
      byId('open-mail').hidden = true;
      panel.close();
    },
  };
}

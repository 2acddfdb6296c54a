'use strict';

// The desk's storage key: a user signed in at the desk is signed in here too.
const keyPlace = 'omnichannel.desk.key';
const asked = new URLSearchParams(location.search);
const chosen = Object.fromEntries(['language', 'theme', 'position', 'patience'].filter((name) => asked.has(name)).map((name) => [name, asked.get(name)]));

// A form a town might show before the first message.
const form = [
  { name: 'name', label: 'Name' },
  { name: 'email', label: 'E-mail address', type: 'email', required: true, help: 'So that we can answer when you have closed the page.' },
  { name: 'topic', label: 'What is it about?', type: 'select', required: true, options: [{ value: 'waste', label: 'Waste and recycling' }, { value: 'streets', label: 'Streets and lights' }] },
  { name: 'consent', label: 'You may keep what I write here.', type: 'checkbox', required: true },
];

// Set before the widget loads: its settings, and calls it runs once loaded.
window.omnichannel = { title: 'Town of Alderbrook', team: 'Town hall', calls: [], ...chosen, ...(asked.has('form') ? { form } : {}) };

function call(name, argument) {
  if (window.omnichannel.push) window.omnichannel.push([name, argument]);
  else window.omnichannel.calls.push([name, argument]);
}

document.addEventListener('DOMContentLoaded', () => {
  const form = document.getElementById('sign-in');
  const key = document.getElementById('key');
  const phone = document.getElementById('phone');
  const outcome = document.getElementById('outcome');
  const keyField = document.getElementById('key-field');

  function askForKey(isAsked) {
    keyField.hidden = !isAsked;
    key.required = isAsked;
  }

  async function sign(number) {
    const response = await fetch('demo/identity', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${sessionStorage.getItem(keyPlace)}` },
      body: JSON.stringify({ phone: number }),
    });
    if (response.ok) return response.json();
    if (response.status === 401 || response.status === 403) {
      sessionStorage.removeItem(keyPlace);
      askForKey(true);
      throw new Error('This key may not sign in as others. Try another one.');
    }

    if (response.status === 404) throw new Error('Identities are signed by a site of yours: WebChat:IdentitySecret is set.');
    throw new Error((await response.json()).detail);
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (key.value) sessionStorage.setItem(keyPlace, key.value);
    try {
      const identity = await sign(phone.value);
      askForKey(false);
      key.value = '';
      call('identify', identity);
      call('open');
      outcome.textContent = `You are signed in as ${identity.identifier}.`;
    } catch (error) {
      outcome.textContent = error.message;
    }
  });
  document.getElementById('sign-out').addEventListener('click', () => {
    call('reset');
    outcome.textContent = 'You are signed out; this browser has forgotten the chat.';
  });
  for (const button of document.querySelectorAll('[data-call]')) button.addEventListener('click', () => call(button.dataset.call, button.dataset.argument));
  window.addEventListener('omnichannel:error', (event) => {
    if (event.detail.code === 'identity.wrong') outcome.textContent = 'The proof of identity was not accepted.';
  });
  askForKey(!sessionStorage.getItem(keyPlace));
  document.getElementById('address').textContent = new URL('widget.js', location.href).href;
});

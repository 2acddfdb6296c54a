import { get } from './calls.js';
import { byId } from './dom.js';
import { dropKey, keepKey } from './key.js';

/** Asks for an access key if the desk has stored none, or one without the right scope. */
export function signIn(onSignedIn) {
  const form = byId('sign-in');
  const field = byId('key');
  const problem = byId('key-problem');

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    // Only visible ASCII can stand in a header; anything else comes from copying more than the key.
    const key = field.value.replace(/[^\x21-\x7e]/g, '');
    if (key === '') {
      problem.textContent = 'Please enter your key.';
      field.focus();
      return;
    }
    keepKey(key);
    try {
      const account = await get('/account');
      form.hidden = true;
      field.value = '';
      problem.textContent = '';
      onSignedIn(account);
    } catch (error) {
      dropKey();
      problem.textContent = error.status === 403 ? 'This key may not play citizens: it needs the scope agent or connect.'
        : error.status === 401 ? 'This key is not known here.'
          : 'The server cannot be reached; please try again.';
      field.focus();
    }
  });

  return (text) => {
    problem.textContent = text;
    form.hidden = false;
    field.focus();
  };
}

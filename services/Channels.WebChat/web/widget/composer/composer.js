// The form the visitor writes in: text, files, and why they cannot be sent.
function makeComposer({ onSubmit, onDraft, onFiles, onRemove }) {
  const coarse = matchMedia('(pointer: coarse)');
  const input = element('textarea', { class: 'input', id: 'input', rows: '1', dir: 'auto', 'aria-describedby': 'hint', enterkeyhint: 'send' });
  const hint = element('p', { class: 'hint', id: 'hint', role: 'alert' });
  const chosen = element('ul', { class: 'chosen', hidden: '' });
  const picker = element('input', { type: 'file', multiple: '', hidden: '', tabindex: '-1', 'aria-hidden': 'true' });
  const attach = element(
    'button',
    { type: 'button', class: 'icon', 'aria-label': texts.attach, title: texts.attach },
    icon('M21 11.5l-8.6 8.6a5.5 5.5 0 0 1-7.8-7.8l9-9a3.7 3.7 0 0 1 5.2 5.2l-8.9 9a1.8 1.8 0 0 1-2.6-2.6l8.2-8.2'),
  );
  const form = element(
    'form',
    { class: 'form', novalidate: '' },
    element('label', { for: 'input' }, texts.message),
    attach,
    input,
    element('button', { class: 'send' }, texts.send),
    chosen,
    hint,
    picker,
  );

  function warn(sentence, isWrong = false) {
    say(hint, sentence);
    input.setAttribute('aria-invalid', String(isWrong));
  }

  input.addEventListener('keydown', (event) => {
    // On a phone the return key starts a new line, as people expect; the button sends.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || coarse.matches) return;
    event.preventDefault();
    form.requestSubmit();
  });
  input.addEventListener('input', () => {
    warn('');
    onDraft(input.value);
  });
  input.addEventListener('paste', (event) => {
    if (event.clipboardData?.files.length) onFiles(event.clipboardData.files);
  });
  attach.addEventListener('click', () => picker.click());
  picker.addEventListener('change', () => {
    onFiles(picker.files);
    picker.value = '';
    input.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onSubmit(input.value);
  });

  return {
    form,
    warn,
    focus: () => input.focus(),
    write(text) {
      input.value = text;
    },
    showFiles(files) {
      chosen.hidden = files.length === 0;
      chosen.replaceChildren(...files.map((one) => {
        const remove = element('button', { type: 'button', class: 'icon', 'aria-label': filled(texts.remove, one) }, icon('M6 6l12 12M18 6L6 18'));
        remove.addEventListener('click', () => {
          onRemove(one.id);
          input.focus();
        });
        const words = one.problem ?? (one.ticket ? one.name : filled(texts.uploading, one));
        return element('li', one.problem ? { class: 'wrong' } : {}, element('bdi', {}, words), remove);
      }));
    },
  };
}

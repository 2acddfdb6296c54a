// The dialog next to the launcher button, and the label of the button.
launcher.root.adoptedStyleSheets = [...launcher.root.adoptedStyleSheets, sheetOf(css)];

function makeView({ onClose, onChoice, onForm, onEmail, ...composing }) {
  const { button, news, root } = launcher;
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' });
  const state = element('p', { class: 'state', role: 'status' });
  const close = element('button', { type: 'button', class: 'icon', 'aria-label': texts.close }, icon('M6 6l12 12M18 6L6 18'));
  const log = element('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': texts.messages, tabindex: '0' });
  const greeting = element('p', { class: 'note', dir: 'auto' }, settings.greeting ?? texts.greeting);
  const historyNote = element('p', { class: 'note', hidden: '' }, texts.historyAway);
  const typing = element('p', { class: 'typing', role: 'status' });
  const answers = element('div', { class: 'answers', role: 'group', 'aria-label': texts.answers, hidden: '' });
  const notice = element('p', { class: 'notice', role: 'status' });
  const composer = makeComposer(composing);
  const before = makeForm({ id: 'ask', fields: settings.form ?? [], button: texts.begin, onDone: onForm });
  const mail = makeForm({
    id: 'mail',
    fields: [{ name: 'email', label: texts.email, type: 'email', required: true, help: texts.mailAsk }],
    button: texts.mailSave,
    onDone: ({ email }) => onEmail(email),
    isRequiredMarked: false,
  });
  mail.form.classList.add('mail');
  mail.form.hidden = before.form.hidden = true;
  const names = element('div', { class: 'names' }, element('h2', { class: 'title', id: 'title' }, element('bdi', {}, settings.title ?? texts.title)), state);
  const dialog = element(
    'dialog',
    { class: 'dialog', id: 'dialog', 'aria-labelledby': 'title' },
    element('div', { class: 'head' }, names, close),
    log,
    typing,
    answers,
    notice,
    mail.form,
    before.form,
    composer.form,
  );
  button.append(badge);
  button.after(dialog);
  button.setAttribute('aria-controls', 'dialog');
  log.append(greeting, historyNote);

  // On small screens it covers the page: modal, so that nothing behind it can be reached by accident.
  const narrow = matchMedia('(max-width: 30em), (max-height: 26em)');
  const drawn = new Map();
  let offered = '';

  function show() {
    if (narrow.matches) dialog.showModal();
    // Not show(): it would take the focus from elsewhere on the page.
    else dialog.open = true;
    button.setAttribute('aria-expanded', 'true');
    scrollToEnd();
  }

  function focus() {
    if (before.form.hidden) composer.focus();
    else before.focus();
  }

  // Never covers a small screen without being asked to.
  function open(isAskedFor) {
    if (dialog.open || (!isAskedFor && narrow.matches)) return;
    show();
    if (isAskedFor) focus();
  }

  function shut() {
    if (!dialog.open) return;
    const had = dialog.contains(root.activeElement);
    dialog.close();
    button.setAttribute('aria-expanded', 'false');
    if (had) button.focus();
  }

  function onNarrow() {
    if (!dialog.open) return;
    const focused = root.activeElement;
    dialog.close();
    show();
    focused?.focus();
  }

  function scrollToEnd() {
    log.scrollTop = log.scrollHeight;
  }

  narrow.addEventListener('change', onNarrow);
  close.addEventListener('click', onClose);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    onClose();
  });
  launcher.place.addEventListener('keydown', onKey);

  function onKey(event) {
    if (event.key !== 'Escape' || event.isComposing || !dialog.open) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  }

  return {
    composer,
    open,
    shut,
    focus,
    isOpen: () => dialog.open,
    remove() {
      narrow.removeEventListener('change', onNarrow);
      launcher.place.removeEventListener('keydown', onKey);
      button.setAttribute('aria-expanded', 'false');
      badge.remove();
      dialog.remove();
    },
    showState(name) {
      state.dataset.state = name;
      say(state, texts[name] ?? '');
    },
    showTyping: (isTyping) => say(typing, isTyping ? texts.typing : ''),
    showNotice: (text) => say(notice, text),
    showHistoryAway(isAway) {
      historyNote.hidden = !isAway;
    },
    // A form may be required before the first message; nothing else can be done then.
    showForms({ isAskedBefore, isMailAsked }) {
      const had = before.form.contains(root.activeElement) || mail.form.contains(root.activeElement);
      before.form.hidden = !isAskedBefore;
      composer.form.hidden = isAskedBefore;
      mail.form.hidden = !isMailAsked || isAskedBefore;
      if (had && !(before.form.contains(root.activeElement) || mail.form.contains(root.activeElement))) focus();
    },
    showUnread(count) {
      badge.hidden = count === 0;
      badge.textContent = numberText(count);
      const name = settings.label ?? texts.title;
      if (count > 0) button.setAttribute('aria-label', `${name}: ${unreadText(count)}`);
      else button.removeAttribute('aria-label');
      say(news, count > 0 && !dialog.open ? unreadText(count) : '');
    },
    showAnswers(choices) {
      const now = JSON.stringify(choices);
      if (now === offered) return;
      offered = now;
      const had = answers.contains(root.activeElement);
      answers.hidden = choices.length === 0;
      answers.replaceChildren(...choices.map((choice) => {
        const button = element('button', { type: 'button', class: 'answer', dir: 'auto' }, choice.title);
        button.addEventListener('click', () => onChoice(choice));
        return button;
      }));
      if (had) composer.focus();
    },
    // The messages in order.
    render(items, isHistory) {
      const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
      if (isHistory) log.setAttribute('aria-live', 'off');
      const keys = new Set(items.map((item) => item.key));
      for (const [key, { line }] of drawn) {
        if (keys.has(key)) continue;
        line.remove();
        drawn.delete(key);
      }

      greeting.hidden = items.length > 0;
      let previous = historyNote;
      for (const item of items) {
        if (!drawn.has(item.key)) drawn.set(item.key, drawLine(item));
        const one = drawn.get(item.key);
        tellLine(one, item);
        if (previous.nextSibling !== one.line) previous.after(one.line);
        previous = one.line;
      }

      if (atEnd || items.at(-1)?.state === 'sending') scrollToEnd();
      if (isHistory) setTimeout(() => log.setAttribute('aria-live', 'polite'), 500);
    },
  };
}

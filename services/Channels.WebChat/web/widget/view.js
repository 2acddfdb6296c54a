// The page's own styles stay outside the shadow root, and ours inside.
function makeView({ onOpen, onClose, onChoice, onForm, onEmail, ...composing }) {
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' });
  const launcher = element(
    'button',
    { type: 'button', class: 'launcher', 'aria-expanded': 'false', 'aria-haspopup': 'dialog', 'aria-controls': 'dialog' },
    icon('M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Z'),
    settings.label ?? texts.title,
    badge,
  );
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
  // Speaks of new messages while the dialog, and with it the log, is closed.
  const news = element('p', { class: 'unseen', role: 'status' });
  const chat = element(
    'div',
    { class: 'chat', lang: language, dir: direction, 'data-theme': settings.theme ?? 'auto', 'data-position': settings.position ?? 'end' },
    launcher,
    dialog,
    news,
  );
  const host = document.createElement('omnichannel-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.append(chat);
  log.append(greeting, historyNote);

  // On small screens it is all there is: modal, so that nothing behind it is reached by accident.
  const narrow = matchMedia('(max-width: 30em), (max-height: 26em)');
  const drawn = new Map();
  let offered = '';

  function show() {
    if (narrow.matches) dialog.showModal();
    // Not show(): that takes the focus, also from who is busy elsewhere on the page.
    else dialog.open = true;
    launcher.setAttribute('aria-expanded', 'true');
    scrollToEnd();
  }

  function focus() {
    if (before.form.hidden) composer.focus();
    else before.focus();
  }

  // Without being asked for it does not cover a whole small screen.
  function open(isAskedFor) {
    if (dialog.open || (!isAskedFor && narrow.matches)) return;
    show();
    if (isAskedFor) focus();
  }

  function shut() {
    if (!dialog.open) return;
    const had = dialog.contains(root.activeElement);
    dialog.close();
    launcher.setAttribute('aria-expanded', 'false');
    if (had) launcher.focus();
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
  launcher.addEventListener('click', () => (dialog.open ? onClose() : onOpen()));
  close.addEventListener('click', onClose);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    onClose();
  });
  chat.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || !dialog.open) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  });

  return {
    host,
    composer,
    open,
    shut,
    focus,
    isOpen: () => dialog.open,
    remove() {
      narrow.removeEventListener('change', onNarrow);
      host.remove();
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
    // Before the first words a form can be asked for, and nothing else can be done then.
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
      if (count > 0) launcher.setAttribute('aria-label', `${name}: ${unreadText(count)}`);
      else launcher.removeAttribute('aria-label');
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
    // Items in order.
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

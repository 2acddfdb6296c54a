function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function icon(path) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(namespace, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

// The page's own styles stay outside the shadow root, and ours inside.
function makeView({ onOpen, onClose, onSubmit, onDraft }) {
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' });
  const launcher = element(
    'button',
    { type: 'button', class: 'launcher', 'aria-expanded': 'false', 'aria-haspopup': 'dialog', 'aria-controls': 'dialog' },
    icon('M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Z'),
    settings.label ?? texts.title,
    badge,
  );
  const state = element('p', { class: 'state', role: 'status' });
  const close = element('button', { type: 'button', class: 'close', 'aria-label': texts.close }, icon('M6 6l12 12M18 6L6 18'));
  const log = element('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': texts.messages, tabindex: '0' });
  const greeting = element('p', { class: 'note', dir: 'auto' }, settings.greeting ?? texts.greeting);
  const historyNote = element('p', { class: 'note', hidden: '' }, texts.historyAway);
  const input = element('textarea', { class: 'input', id: 'input', rows: '1', dir: 'auto', 'aria-describedby': 'hint', enterkeyhint: 'send' });
  const hint = element('p', { class: 'hint', id: 'hint', role: 'alert' });
  const form = element(
    'form',
    { class: 'form', novalidate: '' },
    element('label', { for: 'input' }, texts.message),
    input,
    element('button', { class: 'send' }, texts.send),
    hint,
  );
  const dialog = element(
    'dialog',
    { class: 'dialog', id: 'dialog', 'aria-labelledby': 'title' },
    element(
      'div',
      { class: 'head' },
      element('div', { class: 'names' }, element('h2', { class: 'title', id: 'title' }, element('bdi', {}, settings.title ?? texts.title)), state),
      close,
    ),
    log,
    form,
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
  const coarse = matchMedia('(pointer: coarse)');
  const drawn = new Map();

  function show() {
    if (narrow.matches) dialog.showModal();
    // Not show(): that takes the focus, also from who is busy elsewhere on the page.
    else dialog.open = true;
    launcher.setAttribute('aria-expanded', 'true');
    scrollToEnd();
  }

  // Without being asked for it does not cover a whole small screen.
  function open(isAskedFor) {
    if (dialog.open || (!isAskedFor && narrow.matches)) return;
    show();
    if (isAskedFor) input.focus();
  }

  function shut() {
    if (!dialog.open) return;
    const had = dialog.contains(root.activeElement);
    dialog.close();
    launcher.setAttribute('aria-expanded', 'false');
    if (had) launcher.focus();
  }

  narrow.addEventListener('change', () => {
    if (!dialog.open) return;
    const focused = root.activeElement;
    dialog.close();
    show();
    focused?.focus();
  });
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
  input.addEventListener('keydown', (event) => {
    // On a phone the return key makes a new line, as people expect there; the button sends.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || coarse.matches) return;
    event.preventDefault();
    form.requestSubmit();
  });
  input.addEventListener('input', () => {
    warn('');
    onDraft(input.value);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onSubmit(input.value);
  });

  function warn(sentence, isWrong = false) {
    hint.textContent = sentence;
    input.setAttribute('aria-invalid', String(isWrong));
  }

  function scrollToEnd() {
    log.scrollTop = log.scrollHeight;
  }

  function draw(item) {
    const words = element('p', { class: 'words', dir: 'auto' }, ...nodesOf(item.text));
    const who = element('span', { class: 'unseen' }, `${item.fromCitizen ? texts.you : (settings.team ?? texts.team)}: `);
    const about = element('p', { class: 'about' });
    const line = element('div', { class: item.fromCitizen ? 'line mine' : 'line' }, who, words, about);
    return { line, about };
  }

  function tell({ line, about }, item) {
    const parts = [item.at ? timeText(item.at) : null, item.fromCitizen ? texts[item.state] : (settings.team ?? null)];
    const text = parts.filter(Boolean).join(' · ');
    if (about.textContent !== text) about.textContent = text;
    line.dataset.state = item.state;
    line.classList.toggle('unsent', item.state !== 'sent' && item.fromCitizen);
  }

  return {
    host,
    open,
    shut,
    warn,
    isOpen: () => dialog.open,
    clearInput() {
      input.value = '';
    },
    fill(text) {
      input.value = text;
    },
    focusInput: () => input.focus(),
    showState(name) {
      state.dataset.state = name;
      const text = texts[name] ?? '';
      if (state.textContent !== text) state.textContent = text;
    },
    showHistoryAway(isAway) {
      historyNote.hidden = !isAway;
    },
    showUnread(count) {
      badge.hidden = count === 0;
      badge.textContent = new Intl.NumberFormat(locale).format(count);
      const name = settings.label ?? texts.title;
      if (count > 0) launcher.setAttribute('aria-label', `${name}: ${unreadText(count)}`);
      else launcher.removeAttribute('aria-label');
      const text = count > 0 && !dialog.open ? unreadText(count) : '';
      if (news.textContent !== text) news.textContent = text;
    },
    // Items in order; what stands already is changed in place, so that nothing is read aloud twice.
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
        if (!drawn.has(item.key)) drawn.set(item.key, draw(item));
        const one = drawn.get(item.key);
        tell(one, item);
        if (previous.nextSibling !== one.line) previous.after(one.line);
        previous = one.line;
      }

      if (atEnd || items.at(-1)?.state === 'sending') scrollToEnd();
      if (isHistory) setTimeout(() => log.setAttribute('aria-live', 'polite'), 500);
    },
  };
}

// The conversation: messages, outbox and visitor; shown by the view, transported by the connection.
function makeChat() {
  const transcript = makeTranscript();
  const outbox = makeOutbox(transcript);
  let session = keptSession.read();
  let identity = null;
  let identityAsked = null;
  let limits = { textLength: 4000, frameBytes: 16384, fileBytes: 10485760, files: 5 };
  let isOnline = false;
  let isStaffed = true;
  let askedAgain = 0;
  let seenUntil = 0;

  let view = newView();
  const connection = makeConnection({ hello, onFrame, onState });
  const typing = makeTyping({
    tell: (isTyping) => isOnline && connection.send({ type: 'typing', isTyping }),
    show: (isTyping) => view.showTyping(isTyping),
  });
  const writing = makeWriting({
    viewOf: () => view,
    tokenOf: () => isOnline && session?.token,
    limitsOf: () => limits,
    typing,
    open: () => connection.open(),
    post,
  });
  const report = makeReports({
    transcript,
    isBeforeEyes: () => view.isOpen() && !document.hidden,
    send: (frame) => connection.send(frame),
    onElsewhere: () => refresh(),
  });

  const sending = makeSending({
    outbox,
    send: (frame) => connection.send(frame),
    visitorOf: () => isOnline && session?.visitor,
    showState: (name) => view.showState(name),
    onChange: () => refresh(),
    onDone: () => isOnline && identity && connection.restart(),
  });
  const asking = makeAsking({
    viewOf: () => view,
    isProven: () => Boolean(session?.isProven),
    hasWords: () => !outbox.isEmpty() || transcript.inOrder().length > 0,
    post,
    refresh: () => refresh(),
  });

  function newView() {
    return makeView({
      onClose: close,
      onChoice: ({ id, title }) => post({ text: title, choice: { id, title } }),
      onForm: (values) => asking.onForm(values),
      onEmail: (email) => asking.onEmail(email),
      onSubmit: (text) => writing.onSubmit(text),
      onDraft: (text) => writing.onDraft(text),
      onFiles: (list) => writing.onFiles(list),
      onRemove: (id) => writing.files.remove(id),
    });
  }

  function hello() {
    // Messages in flight are sent as the former visitor first: as another visitor they would be different messages.
    identityAsked = outbox.isWaitedFor() ? null : identity;
    return { type: 'hello', token: session?.token, identity: identityAsked ?? undefined, language: language.name };
  }

  function onState(name) {
    isOnline = false;
    sending.lost();
    clearTimeout(askedAgain);
    view.showState(name);
  }

  const handlers = {
    welcome(frame) {
      // Another tab may have started the session: all tabs are one visitor.
      const stored = keptSession.read();
      if (!session && !identityAsked && stored) {
        session = stored;
        connection.restart();
        return;
      }

      if (session && session.visitor !== frame.visitor) forget(session.isProven);
      session = { token: frame.token, visitor: frame.visitor, isProven: frame.isProven };
      if (stored?.token !== session.token) keptSession.write(session);
      if (identity === identityAsked) identity = null;
      limits = { ...limits, ...frame.limits };
      isStaffed = frame.isOpen !== false;
      isOnline = true;
      view.showState('online');
      if (frame.history) takeHistory(frame.history);
      else {
        askHistoryIn(2);
        refresh();
      }

      writing.files.send();
      sending.next();
    },
    history: (frame) => takeHistory(frame.lines),
    line(frame) {
      if (!frame.fromCitizen) typing.heard(false);
      transcript.add(frame);
      refresh();
    },
    signal(frame) {
      if (frame.sign === 'seen') seenUntil = Math.max(seenUntil, Date.parse(frame.at));
      else typing.heard(frame.sign === 'typing');
      refresh();
    },
    ack: (frame) => sending.acknowledged(frame),
    error(frame) {
      if (frame.code === 'identity.wrong') {
        if (identity === identityAsked) identity = null;
      } else if (frame.code === 'history.unavailable') {
        askHistoryIn(frame.retryAfter);
      } else if (sending.isAbout(frame.clientId)) {
        sending.failed(frame);
      }

      window.dispatchEvent(new CustomEvent('omnichannel:error', { detail: { code: frame.code } }));
    },
  };

  function onFrame(frame) {
    handlers[frame.type]?.(frame);
  }

  function takeHistory(lines) {
    view.showHistoryAway(false);
    lines.forEach(transcript.add);
    sending.told(lines);
    refresh(true);
    sending.next();
  }

  function askHistoryIn(seconds) {
    view.showHistoryAway(true);
    clearTimeout(askedAgain);
    askedAgain = setTimeout(() => connection.send({ type: 'history' }), seconds * 1000);
  }

  function refresh(isHistory = false) {
    report(isOnline);
    const said = transcript.inOrder().map((line) => ({
      ...line,
      key: line.clientId ?? line.messageId,
      state: !line.fromCitizen ? line.state : line.at <= seenUntil ? 'seen' : 'sent',
    }));
    const keys = new Set(said.map((line) => line.key));
    const own = outbox.shown((clientId) => keys.has(clientId));
    const items = [...[...said, ...own.filter((one) => one.at)].sort((one, other) => one.at - other.at), ...own.filter((one) => !one.at)];
    view.render(items, isHistory);
    view.showAnswers(items.at(-1)?.choices ?? []);
    view.showUnread(transcript.replies().filter((line) => !line.isRead).length);
    asking.ask(items, isStaffed);
  }

  // A new visitor sees nothing of the previous one. Unsent messages are kept only if the previous visitor was anonymous.
  function forget(all) {
    transcript.clear();
    seenUntil = 0;
    outbox.drop((one) => all || one.messageId);
    if (all) keptForm.write(null);
    refresh();
  }

  function post(message) {
    outbox.add({ ...message, ...asking.take() });
    refresh();
    connection.open();
    sending.next();
  }

  function open(isAskedFor = true) {
    refresh();
    view.open(isAskedFor);
    keptOpen.write(true);
    connection.open();
    refresh();
  }

  function close() {
    view.shut();
    keptOpen.write(null);
  }

  function wipe() {
    connection.stop();
    session = null;
    identity = null;
    writing.files.take();
    view.composer.write('');
    view.showHistoryAway(false);
    keptDraft.write(null);
    forget(true);
  }

  function draw() {
    view.composer.write(keptDraft.read() ?? '');
    view.composer.showFiles(writing.files.list());
    view.showState(isOnline ? 'online' : 'idle');
    refresh(true);
  }

  function identify(proof) {
    identity = { identifier: proof?.identifier, hash: proof?.hash, jwt: proof?.jwt };
    connection.open();
    if (isOnline) sending.next();
  }

  window.addEventListener('storage', (event) => {
    if (event.key !== keptSession.place) return;
    const stored = keptSession.read();
    if (!event.newValue) {
      wipe();
      if (view.isOpen()) connection.open();
    } else if (stored && stored.visitor !== session?.visitor) {
      if (session) forget(session.isProven);
      session = stored;
      connection.restart();
    }
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) refresh();
  });

  draw();
  if (keptOpen.read()) open(false);
  // The socket, and with it a token, is opened on first use.
  else if (session || !outbox.isEmpty()) connection.open();

  return {
    open: () => open(),
    close,
    toggle: () => (view.isOpen() ? close() : open()),
    identify,
    async setLocale(tag) {
      try {
        language = await speak(tag);
      } catch {
        // Keep the language that is loaded.
        return;
      }

      ({ texts, locale } = language);
      const wasOpen = view.isOpen();
      view.remove();
      view = newView();
      draw();
      if (wasOpen) view.open(true);
    },
    reset() {
      keptSession.write(null);
      wipe();
      close();
    },
  };
}

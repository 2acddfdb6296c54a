// The talk itself: what was said, what is on its way, who the visitor is; drawn by the view, carried by the connection.
function makeChat() {
  const transcript = makeTranscript();
  const outbox = makeOutbox(transcript);
  const files = makeFiles({ tokenOf: () => isOnline && session?.token, limitsOf: () => limits, onChange: onFilesChange });
  let session = keptSession.read();
  let identity = null;
  let identityAsked = null;
  let limits = { textLength: 4000, frameBytes: 16384, fileBytes: 10485760, files: 5 };
  let isOnline = false;
  let isStaffed = true;
  let inFlight = null;
  let askedAgain = 0;
  let impatient = 0;
  let seenUntil = 0;

  let view = newView();
  const connection = makeConnection({ hello, onFrame, onState });
  const typing = makeTyping({
    tell: (isTyping) => isOnline && connection.send({ type: 'typing', isTyping }),
    show: (isTyping) => view.showTyping(isTyping),
  });
  const report = makeReports({
    transcript,
    isBeforeEyes: () => view.isOpen() && !document.hidden,
    send: (frame) => connection.send(frame),
    onElsewhere: () => refresh(),
  });

  function newView() {
    return makeView({ onOpen: () => open(), onClose: close, onChoice, onForm, onEmail, onSubmit: submit, onDraft, onFiles: takeFiles, onRemove: files.remove });
  }

  function hello() {
    // Words on their way under the former name arrive under it first: under another they would be another message.
    identityAsked = outbox.isWaitedFor() ? null : identity;
    return { type: 'hello', token: session?.token, identity: identityAsked ?? undefined, language };
  }

  function onState(name) {
    isOnline = false;
    inFlight = null;
    clearTimeout(askedAgain);
    view.showState(name);
  }

  const handlers = {
    welcome(frame) {
      // Another tab may have been first: all tabs are one visitor.
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

      files.send();
      sendNext();
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
    ack(frame) {
      const one = outbox.find(frame.clientId);
      if (one) {
        one.messageId = frame.messageId;
        one.at = frame.at;
      }

      inFlight = null;
      outbox.keep();
      refresh();
      sendNext();
    },
    error(frame) {
      if (frame.code === 'identity.wrong') {
        if (identity === identityAsked) identity = null;
      } else if (frame.code === 'history.unavailable') {
        askHistoryIn(frame.retryAfter);
      } else if (inFlight && (frame.clientId ?? inFlight) === inFlight) {
        onSendError(frame);
      }

      window.dispatchEvent(new CustomEvent('omnichannel:error', { detail: { code: frame.code } }));
    },
  };

  function onFrame(frame) {
    handlers[frame.type]?.(frame);
  }

  function onSendError(frame) {
    if (frame.retryAfter) {
      if (frame.code === 'rate.limited') view.showState('limited');
      const waiting = inFlight;
      setTimeout(() => {
        if (inFlight !== waiting) return;
        inFlight = null;
        view.showState('online');
        sendNext();
      }, frame.retryAfter * 1000);
      return;
    }

    outbox.find(inFlight).isRefused = true;
    inFlight = null;
    outbox.keep();
    refresh();
    sendNext();
  }

  // One at a time: so they arrive in the order they were written, over any number of connections.
  function sendNext() {
    if (!isOnline || inFlight) return;
    const next = outbox.next();
    if (next) {
      inFlight = next.clientId;
      next.visitor = session.visitor;
      outbox.keep();
      connection.send(sendFrame(next));
    } else if (identity) {
      connection.restart();
    }
  }

  function takeHistory(lines) {
    view.showHistoryAway(false);
    lines.forEach(transcript.add);
    outbox.drop((one) => lines.some((line) => line.clientId === one.clientId));
    if (inFlight && !outbox.find(inFlight)) inFlight = null;
    refresh(true);
    sendNext();
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
    askForms(items);
  }

  // A form comes before the first words; a way to be answered elsewhere, when an answer here may take long.
  function askForms(items) {
    const last = items.at(-1);
    const given = keptForm.read()?.values;
    const patience = Number(settings.patience ?? 5) * 60_000;
    const waits = last?.fromCitizen && last.at ? last.at.getTime() + patience - Date.now() : null;
    clearTimeout(impatient);
    if (waits > 0) impatient = setTimeout(refresh, waits);
    const isSlow = waits !== null && waits <= 0;
    view.showForms({
      isAskedBefore: Boolean(settings.form?.length) && items.length === 0 && !given && !session?.isProven,
      isMailAsked: (!isStaffed || isSlow) && !given?.email && !session?.isProven,
    });
    const notice = given?.email ? filled(texts.mailKept, given) : isSlow ? texts.slow : '';
    view.showNotice(isStaffed ? notice : [texts.closed, given?.email ? notice : ''].join(' ').trim());
  }

  function onForm(values) {
    keptForm.write({ values });
    refresh();
    view.focus();
  }

  function onEmail(email) {
    keptForm.write({ values: { ...keptForm.read()?.values, email } });
    // To words that are there already it is added; else it goes with the first ones.
    if (!outbox.isEmpty() || transcript.inOrder().length > 0) post({ text: filled(texts.mailText, { email }) });
    refresh();
    view.focus();
  }

  function onChoice({ id, title }) {
    post({ text: title, choice: { id, title } });
  }

  // Another visitor sees nothing of this one. Words not sent yet go along only with who was nobody in particular before.
  function forget(all) {
    transcript.clear();
    seenUntil = 0;
    outbox.drop((one) => all || one.messageId);
    if (all) keptForm.write(null);
    refresh();
  }

  function onDraft(text) {
    keptDraft.write(text || null);
    typing.wrote(text);
  }

  function takeFiles(list) {
    connection.open();
    files.add(list);
  }

  function onFilesChange(problem = '') {
    view.composer.showFiles(files.list());
    view.composer.warn(problem);
  }

  function post(message) {
    const form = keptForm.read();
    const isNew = form && !form.isSaid;
    outbox.add({ ...message, ...(isNew ? { form: form.values } : {}) });
    if (isNew) keptForm.write({ ...form, isSaid: true });
    refresh();
    connection.open();
    sendNext();
  }

  function submit(value) {
    const text = (value.toWellFormed?.() ?? value).trim();
    if (!text && files.list().length === 0) return;
    if (files.isBusy() || files.problem()) {
      view.composer.warn(files.problem() ?? filled(texts.uploading, files.list().find((one) => !one.ticket)), Boolean(files.problem()));
      return;
    }

    const size = new TextEncoder().encode(JSON.stringify(sendFrame({ clientId: newId(), text, files: files.list(), form: keptForm.read()?.values }))).length;
    if (text.length > limits.textLength || size > limits.frameBytes) {
      view.composer.warn(filled(texts.tooLong, { length: numberText(text.length), most: numberText(limits.textLength) }), true);
      return;
    }

    const taken = files.take();
    onDraft('');
    view.composer.write('');
    view.composer.warn('');
    post({ text, ...(taken.length > 0 ? { files: taken } : {}) });
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
    files.take();
    view.composer.write('');
    view.showHistoryAway(false);
    keptDraft.write(null);
    forget(true);
  }

  function draw() {
    document.body.append(view.host);
    view.composer.write(keptDraft.read() ?? '');
    view.composer.showFiles(files.list());
    view.showState(isOnline ? 'online' : 'idle');
    refresh(true);
  }

  function identify(proof) {
    identity = { identifier: proof?.identifier, hash: proof?.hash, jwt: proof?.jwt };
    connection.open();
    if (isOnline && !inFlight) sendNext();
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
  // Who has never chatted costs nothing and is given no token: the socket opens with the first use.
  else if (session || !outbox.isEmpty()) connection.open();

  return {
    open: () => open(),
    close,
    toggle: () => (view.isOpen() ? close() : open()),
    identify,
    setUser: identify,
    async setLocale(tag) {
      await speak(tag);
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

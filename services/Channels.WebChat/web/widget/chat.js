function newId() {
  // Not randomUUID: it is missing on pages without TLS.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function start() {
  const transcript = makeTranscript();
  const tabs = window.BroadcastChannel ? new BroadcastChannel(keptSession.place) : null;
  let session = keptSession.read();
  // Messages of this tab until the history has them: { clientId, text, visitor, messageId, at, isRefused }.
  let outbox = keptOutbox.read() ?? [];
  let identity = null;
  let identityAsked = null;
  let limits = { textLength: 4000, frameBytes: 16384 };
  let isOnline = false;
  let inFlight = null;
  let askedAgain = 0;

  const view = makeView({ onOpen: () => open(), onClose: close, onSubmit: submit, onDraft: keptDraft.write });
  const connection = makeConnection({ hello, onFrame, onState });

  function hello() {
    // Words on their way under the former name arrive under it first: under another they would be another message.
    const isWaitedFor = outbox.some((one) => one.visitor && !one.messageId && !one.isRefused);
    identityAsked = isWaitedFor ? null : identity;
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
      limits = frame.limits;
      isOnline = true;
      view.showState('online');
      if (frame.history) takeHistory(frame.history);
      else {
        askHistoryIn(2);
        refresh();
      }

      sendNext();
    },
    history(frame) {
      takeHistory(frame.lines);
    },
    line(frame) {
      transcript.add(frame);
      refresh();
    },
    ack(frame) {
      const one = outbox.find((item) => item.clientId === frame.clientId);
      if (one) {
        one.messageId = frame.messageId;
        one.at = frame.at;
      }

      inFlight = null;
      keepOutbox();
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

    outbox.find((one) => one.clientId === inFlight).isRefused = true;
    inFlight = null;
    keepOutbox();
    refresh();
    sendNext();
  }

  // One at a time: so they arrive in the order they were written, over any number of connections.
  function sendNext() {
    if (!isOnline || inFlight) return;
    const next = outbox.find((one) => !one.messageId && !one.isRefused);
    if (next) {
      inFlight = next.clientId;
      next.visitor = session.visitor;
      keepOutbox();
      connection.send({ type: 'send', clientId: next.clientId, text: next.text });
    } else if (identity) {
      connection.restart();
    }
  }

  function takeHistory(lines) {
    view.showHistoryAway(false);
    lines.forEach(transcript.add);
    outbox = outbox.filter((one) => !lines.some((line) => line.clientId === one.clientId));
    if (inFlight && !outbox.some((one) => one.clientId === inFlight)) inFlight = null;
    keepOutbox();
    refresh(true);
    sendNext();
  }

  function askHistoryIn(seconds) {
    view.showHistoryAway(true);
    clearTimeout(askedAgain);
    askedAgain = setTimeout(() => connection.send({ type: 'history' }), seconds * 1000);
  }

  function refresh(isHistory = false) {
    report();
    const said = transcript.inOrder().map((line) => ({ ...line, key: line.clientId ?? line.messageId, state: line.fromCitizen ? 'sent' : line.state }));
    const keys = new Set(said.map((line) => line.key));
    const own = outbox
      .filter((one) => !keys.has(one.clientId))
      .map((one) => ({
        key: one.clientId,
        fromCitizen: true,
        text: one.text,
        at: one.at ? new Date(one.at) : null,
        state: one.messageId ? 'sent' : one.isRefused ? 'refused' : 'sending',
      }));
    const timed = [...said, ...own.filter((one) => one.at)].sort((one, other) => one.at - other.at);
    view.render([...timed, ...own.filter((one) => !one.at)], isHistory);
    view.showUnread(transcript.replies().filter((line) => !line.isRead).length);
  }

  // Replies that are on the page have been delivered; those before somebody's eyes have been read.
  function report() {
    const isBeforeEyes = view.isOpen() && !document.hidden;
    for (const line of transcript.replies()) {
      if (isBeforeEyes && !line.isRead) {
        line.isRead = true;
        tabs?.postMessage(line.messageId);
      }

      if (!isOnline) continue;
      if (line.isRead && line.state !== 'read') {
        connection.send({ type: 'read', messageId: line.messageId });
        line.state = 'read';
      } else if (!line.isRead && line.state !== 'delivered') {
        connection.send({ type: 'seen', messageId: line.messageId });
        line.state = 'delivered';
      }
    }
  }

  function keepOutbox() {
    // What was acknowledged long ago is in the history, whether we have seen it there or not.
    const acknowledged = outbox.filter((one) => one.messageId);
    const old = new Set(acknowledged.slice(0, Math.max(0, acknowledged.length - 20)));
    for (const one of old) {
      if (!transcript.has(one.messageId)) transcript.add({ ...one, fromCitizen: true, state: 'delivered' });
    }

    outbox = outbox.filter((one) => !old.has(one));
    keptOutbox.write(outbox);
  }

  // Another visitor sees nothing of this one. Words not sent yet go along only with who was nobody in particular before.
  function forget(all) {
    transcript.clear();
    outbox = all ? [] : outbox.filter((one) => !one.messageId);
    keepOutbox();
    refresh();
  }

  function submit(value) {
    const text = (value.toWellFormed?.() ?? value).trim();
    if (!text) return;
    const frame = new TextEncoder().encode(JSON.stringify({ type: 'send', clientId: newId(), text }));
    if (text.length > limits.textLength || frame.length > limits.frameBytes) {
      const number = new Intl.NumberFormat(locale);
      view.warn(texts.tooLong(number.format(text.length), number.format(limits.textLength)), true);
      return;
    }

    outbox.push({ clientId: newId(), text });
    keepOutbox();
    keptDraft.write(null);
    view.clearInput();
    view.warn('');
    refresh();
    connection.open();
    sendNext();
  }

  function open(isAskedFor = true) {
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
    view.clearInput();
    view.showHistoryAway(false);
    keptDraft.write(null);
    forget(true);
  }

  const calls = {
    open: () => open(),
    close,
    toggle: () => (view.isOpen() ? close() : open()),
    identify(proof) {
      identity = { identifier: proof?.identifier, hash: proof?.hash, jwt: proof?.jwt };
      connection.open();
      if (isOnline && !inFlight) sendNext();
    },
    reset() {
      keptSession.write(null);
      wipe();
      close();
    },
  };

  tabs?.addEventListener('message', (event) => {
    const line = transcript.get(event.data);
    if (line) line.isRead = true;
    refresh();
  });
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

  document.body.append(view.host);
  view.fill(keptDraft.read() ?? '');
  view.showState('idle');
  refresh(true);
  if (keptOpen.read()) open(false);
  // Who has never chatted costs nothing and is given no token: the socket opens with the first use.
  else if (session || outbox.length > 0) connection.open();

  const run = ([name, argument]) => calls[name]?.(argument);
  window.omnichannel = { ...calls, push: (...some) => some.forEach(run), isRunning: true };
  earlyCalls.forEach(run);
  window.dispatchEvent(new Event('omnichannel:ready'));
}

if (!before?.isRunning) {
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start);
}

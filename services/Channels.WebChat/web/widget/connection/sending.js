// Sends the outbox one message at a time, so that messages arrive in order across reconnects.
function makeSending({ outbox, send, visitorOf, showState, onChange, onDone }) {
  let inFlight = null;

  function next() {
    if (inFlight) return;
    const one = outbox.next();
    if (!one) {
      onDone();
      return;
    }

    if (!visitorOf()) return;
    inFlight = one.clientId;
    one.visitor = visitorOf();
    outbox.keep();
    send(sendFrame(one));
  }

  function settle() {
    inFlight = null;
    outbox.keep();
    onChange();
    next();
  }

  return {
    next,
    isWaiting: () => inFlight !== null,
    isAbout: (clientId) => inFlight !== null && (clientId ?? inFlight) === inFlight,
    lost() {
      inFlight = null;
    },
    // The history may already contain the message we are waiting for.
    told(lines) {
      outbox.drop((one) => lines.some((line) => line.clientId === one.clientId));
      if (inFlight && !outbox.find(inFlight)) inFlight = null;
    },
    acknowledged({ clientId, messageId, at }) {
      Object.assign(outbox.find(clientId) ?? {}, { messageId, at });
      settle();
    },
    failed({ code, retryAfter }) {
      if (!retryAfter) {
        outbox.find(inFlight).isRefused = true;
        settle();
        return;
      }

      if (code === 'rate.limited') showState('limited');
      const waiting = inFlight;
      setTimeout(() => {
        if (inFlight !== waiting) return;
        inFlight = null;
        showState('online');
        next();
      }, retryAfter * 1000);
    },
  };
}

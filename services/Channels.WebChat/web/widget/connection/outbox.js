// Messages of this tab that are not in the history yet: { clientId, text, files, choice, form, visitor, messageId, at, isRefused }.
function makeOutbox(transcript) {
  let items = keptOutbox.read() ?? [];

  function keep() {
    // Messages acknowledged long ago are in the history, even if we have not loaded that part.
    const acknowledged = items.filter((one) => one.messageId);
    const old = new Set(acknowledged.slice(0, Math.max(0, acknowledged.length - 20)));
    for (const one of old) {
      if (!transcript.has(one.messageId)) transcript.add({ ...one, attachments: one.files, fromCitizen: true, state: 'delivered' });
    }

    items = items.filter((one) => !old.has(one));
    keptOutbox.write(items);
  }

  const isWaiting = (one) => !one.messageId && !one.isRefused;

  return {
    keep,
    isEmpty: () => items.length === 0,
    find: (clientId) => items.find((one) => one.clientId === clientId),
    next: () => items.find(isWaiting),
    isWaitedFor: () => items.some((one) => one.visitor && isWaiting(one)),
    add(one) {
      items.push({ clientId: newId(), ...one });
      keep();
    },
    drop(isDone) {
      items = items.filter((one) => !isDone(one));
      keep();
    },
    shown: (isSaid) =>
      items
        .filter((one) => !isSaid(one.clientId))
        .map((one) => ({
          key: one.clientId,
          fromCitizen: true,
          text: one.text,
          attachments: one.files,
          at: one.at ? new Date(one.at) : null,
          state: one.messageId ? 'sent' : one.isRefused ? 'refused' : 'sending',
        })),
  };
}

function sendFrame({ clientId, text, files, choice, form }) {
  return { type: 'send', clientId, text, attachments: files?.map((one) => one.ticket), choice, form };
}

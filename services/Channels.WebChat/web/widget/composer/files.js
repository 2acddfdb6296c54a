// Uploads: each file is uploaded as soon as it is chosen, and attached to the next message.
function makeFiles({ tokenOf, limitsOf, onChange }) {
  let chosen = [];

  function add(list) {
    for (const file of list) {
      const one = { id: newId(), file, name: file.name || texts.file, problem: null, ticket: null, isTried: false };
      const limits = limitsOf();
      if (chosen.length >= limits.files) {
        onChange(filled(texts.filesTooMany, { most: numberText(limits.files) }));
        return;
      }

      if (file.size > limits.fileBytes) one.problem = filled(texts.fileTooLarge, { name: one.name, most: sizeText(limits.fileBytes) });
      chosen.push(one);
    }

    onChange();
    send();
  }

  // Called again once there is a visitor to upload them for.
  function send() {
    const token = tokenOf();
    if (!token) return;
    for (const one of chosen) {
      if (one.isTried || one.problem) continue;
      one.isTried = true;
      upload(one, token).then(
        (taken) => Object.assign(one, taken),
        (error) => {
          one.problem = filled(error.status === 415 ? texts.fileWrongType : texts.fileFailed, { name: one.name });
        },
      ).finally(() => onChange());
    }
  }

  async function upload(one, token) {
    const url = new URL('attachments', server);
    url.searchParams.set('id', one.id);
    url.searchParams.set('name', one.name);
    for (let tries = 1; ; tries++) {
      const headers = { 'Omnichannel-Visitor': token, 'Content-Type': one.file.type || 'application/octet-stream' };
      const response = await fetch(url, { method: 'POST', headers, body: one.file, credentials: 'omit' }).catch(() => null);
      if (response?.ok) return response.json();
      if (tries === 4 || (response && response.status !== 429 && response.status < 500)) throw response ?? new Error();
      await new Promise((resolve) => setTimeout(resolve, 1000 * (Number(response?.headers.get('Retry-After')) || 2 ** tries)));
    }
  }

  return {
    add,
    send,
    list: () => chosen,
    isBusy: () => chosen.some((one) => !one.ticket && !one.problem),
    problem: () => chosen.find((one) => one.problem)?.problem,
    remove(id) {
      chosen = chosen.filter((one) => one.id !== id);
      onChange();
    },
    // The files to attach to the message.
    take() {
      const taken = chosen.map(({ ticket, name, size }) => ({ ticket, name, size }));
      chosen = [];
      onChange();
      return taken;
    },
  };
}

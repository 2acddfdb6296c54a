// The draft, and whether it can be sent.
function makeWriting({ viewOf, tokenOf, limitsOf, typing, open, post }) {
  const files = makeFiles({ tokenOf, limitsOf, onChange });

  function onChange(problem = '') {
    viewOf().composer.showFiles(files.list());
    viewOf().composer.warn(problem);
  }

  function onDraft(text) {
    keptDraft.write(text || null);
    typing.wrote(text);
  }

  // Why it cannot be sent; null if it can.
  function obstacle(text) {
    const limits = limitsOf();
    if (files.problem()) return files.problem();
    if (files.isBusy()) return filled(texts.uploading, files.list().find((one) => !one.ticket));
    const frame = sendFrame({ clientId: newId(), text, files: files.list(), form: keptForm.read()?.values });
    return text.length > limits.textLength || new TextEncoder().encode(JSON.stringify(frame)).length > limits.frameBytes
      ? filled(texts.tooLong, { length: numberText(text.length), most: numberText(limits.textLength) })
      : null;
  }

  return {
    files,
    onDraft,
    onFiles(list) {
      open();
      files.add(list);
    },
    onSubmit(value) {
      const text = (value.toWellFormed?.() ?? value).trim();
      if (!text && files.list().length === 0) return;
      const problem = obstacle(text);
      if (problem) {
        viewOf().composer.warn(problem, !files.isBusy());
        return;
      }

      const taken = files.take();
      onDraft('');
      viewOf().composer.write('');
      viewOf().composer.warn('');
      post({ text, ...(taken.length > 0 ? { files: taken } : {}) });
    },
  };
}

// Asks for the form before the first message, and for an e-mail address if an answer may take long.
function makeAsking({ viewOf, isProven, hasWords, post, refresh }) {
  const patience = Number(settings.patience ?? 5) * 60_000;
  let impatient = 0;

  function ask(items, isStaffed) {
    const last = items.at(-1);
    const given = keptForm.read()?.values;
    const waits = last?.fromCitizen && last.at ? last.at.getTime() + patience - Date.now() : null;
    clearTimeout(impatient);
    if (waits > 0) impatient = setTimeout(refresh, waits);
    const isSlow = waits !== null && waits <= 0;
    viewOf().showForms({
      isAskedBefore: Boolean(settings.form?.length) && items.length === 0 && !given && !isProven(),
      isMailAsked: (!isStaffed || isSlow) && !given?.email && !isProven(),
    });
    const notice = given?.email ? filled(texts.mailKept, given) : isSlow ? texts.slow : '';
    viewOf().showNotice(isStaffed ? notice : [texts.closed, given?.email ? notice : ''].join(' ').trim());
  }

  return {
    ask,
    onForm(values) {
      keptForm.write({ values });
      refresh();
      viewOf().focus();
    },
    onEmail(email) {
      keptForm.write({ values: { ...keptForm.read()?.values, email } });
      // Sent as a message of its own if the conversation has started; else with the first message.
      if (hasWords()) post({ text: filled(texts.mailText, { email }) });
      refresh();
      viewOf().focus();
    },
    // The form is sent with the next message only.
    take() {
      const form = keptForm.read();
      if (!form || form.isSaid) return {};
      keptForm.write({ ...form, isSaid: true });
      return { form: form.values };
    },
  };
}

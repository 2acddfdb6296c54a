// A form comes before the first words; a way to be answered elsewhere, when an answer here may take long.
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
      // To words that are there already it is added; else it goes with the first ones.
      if (hasWords()) post({ text: filled(texts.mailText, { email }) });
      refresh();
      viewOf().focus();
    },
    // What was filled in goes with one message, the next one.
    take() {
      const form = keptForm.read();
      if (!form || form.isSaid) return {};
      keptForm.write({ ...form, isSaid: true });
      return { form: form.values };
    },
  };
}

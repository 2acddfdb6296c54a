// A form of fields { name, label, type, options, required, help, link }. Types: text, email, tel, textarea, select, checkbox (a consent).
function makeForm({ id, fields, button, onDone, isRequiredMarked = true }) {
  const all = fields.map((field) => makeField(field, id, isRequiredMarked));
  const form = element('form', { class: 'ask', novalidate: '' }, ...all.map((one) => one.row), element('button', { class: 'send' }, button));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = all.filter((one) => !one.check());
    if (wrong.length > 0) wrong[0].control.focus();
    else onDone(Object.fromEntries(all.map((one) => [one.name, one.value()]).filter(([, value]) => value)));
  });
  return { form, focus: () => all[0]?.control.focus() };
}

function makeField({ name, label, type = 'text', options, required, help, link }, formId, isRequiredMarked) {
  const id = `${formId}-${name}`;
  const common = { id, name, 'aria-describedby': `${id}-problem ${id}-help`, ...(required ? { 'aria-required': 'true' } : {}) };
  const control = controlOf(type, options, common);
  const problem = element('p', { class: 'hint', id: `${id}-problem` });
  const words = required || !isRequiredMarked ? label : `${label} (${texts.optional})`;
  const naming = element('label', { for: id, dir: 'auto' }, words);
  const isBox = type === 'checkbox';
  const row = element('div', { class: isBox ? 'field box' : 'field' }, ...(isBox ? [control, naming] : [naming, control]), problem);
  const notes = element('p', { class: 'help', id: `${id}-help`, dir: 'auto' }, help ?? '');
  if (link) notes.append(' ', linkTo(new URL(link, location.href), link));
  if (help || link) row.append(notes);

  function value() {
    return isBox ? (control.checked ? 'yes' : '') : control.value.trim();
  }

  function check() {
    const said = value();
    const sentence = required && !said ? texts.required : type === 'email' && said && !isEmail(said) ? texts.wrongEmail : '';
    say(problem, sentence);
    control.setAttribute('aria-invalid', String(sentence !== ''));
    return sentence === '';
  }

  // Checked on every key rather than on blur: an error that disappears during a click would move the click target.
  control.addEventListener('input', () => {
    if (control.getAttribute('aria-invalid') === 'true') check();
  });
  return { name, control, row, value, check };
}

function controlOf(type, options, common) {
  if (type === 'textarea') return element('textarea', { ...common, class: 'input', rows: '2', dir: 'auto', maxlength: '500' });
  if (type === 'checkbox') return element('input', { ...common, type });
  if (type === 'select') {
    const choices = (options ?? []).map((one) => element('option', { value: one.value ?? one }, one.label ?? one));
    return element('select', { ...common, class: 'input' }, element('option', { value: '' }, texts.choose), ...choices);
  }

  const completes = { email: 'email', tel: 'tel' }[type] ?? (common.name === 'name' ? 'name' : 'off');
  return element('input', { ...common, class: 'input', type, dir: type === 'text' ? 'auto' : 'ltr', autocomplete: completes, maxlength: '254' });
}

function isEmail(text) {
  return /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@.<>"(),:;[\]\\]+$/.test(text);
}

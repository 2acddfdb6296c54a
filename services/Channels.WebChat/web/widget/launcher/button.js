// The button in the corner. The page's own styles stay outside the shadow root, and ours inside.
function makeButton(onClick) {
  const label = element('span');
  const button = element(
    'button',
    { type: 'button', class: 'launcher', 'aria-expanded': 'false', 'aria-haspopup': 'dialog' },
    icon('M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Z'),
    label,
  );
  // Announces news to screen readers while the dialog with the log is closed.
  const news = element('p', { class: 'unseen', role: 'status' });
  const place = element('div', { class: 'chat', 'data-theme': settings.theme ?? 'auto', 'data-position': settings.position ?? 'end' }, button, news);
  const host = document.createElement('omnichannel-chat');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheetOf(css)];
  root.append(place);
  button.addEventListener('click', onClick);
  document.body.append(host);
  return {
    button,
    news,
    place,
    root,
    show({ name, direction, texts }) {
      place.lang = name;
      place.dir = direction;
      label.textContent = settings.label ?? texts.title;
    },
  };
}

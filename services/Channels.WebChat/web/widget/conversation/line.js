// One message. It is updated in place, so that screen readers do not announce it twice.
function drawLine(item) {
  const who = element('span', { class: 'unseen' }, `${item.fromCitizen ? texts.you : (settings.team ?? texts.team)}: `);
  const words = item.text ? [element('p', { class: 'words', dir: 'auto' }, ...nodesOf(item.text))] : [];
  const files = element('ul', { class: 'files' });
  const about = element('p', { class: 'about' });
  const line = element('div', { class: item.fromCitizen ? 'line mine' : 'line' }, who, ...words, files, about);
  return { line, files, about, links: null };
}

function tellLine(drawn, item) {
  const parts = [item.at ? timeText(item.at) : null, item.fromCitizen ? texts[item.state] : (settings.team ?? null)];
  say(drawn.about, parts.filter(Boolean).join(' · '));
  drawn.line.dataset.state = item.state;
  drawn.line.classList.toggle('unsent', item.fromCitizen && !['sent', 'seen'].includes(item.state));
  const links = (item.attachments ?? []).map((one) => one.url?.split('?')[0]).join();
  if (drawn.links === links) return;
  drawn.links = links;
  drawn.files.hidden = !item.attachments?.length;
  drawn.files.replaceChildren(...(item.attachments ?? []).map((one) => element('li', {}, fileNode(one, item.state))));
}

// Files are always downloaded, never shown: their content is not trusted.
function fileNode({ name, size, url }, state) {
  const words = [name ?? texts.file, size ? sizeText(size) : null, url || ['sent', 'sending', 'refused'].includes(state) ? null : texts.fileLost];
  const shown = element('bdi', {}, words.filter(Boolean).join(' · '));
  return url
    ? element('a', { href: new URL(url, server).href, download: name ?? '', rel: 'noopener noreferrer', target: '_blank' }, shown)
    : shown;
}

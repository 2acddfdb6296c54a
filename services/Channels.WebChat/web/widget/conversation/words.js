// Renders text as plain text with links; no markup is ever interpreted.
// Bidirectional control characters are not part of a URL: the link would show another address than it opens.
const address = /https?:\/\/[^\s<>"\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi;
// Groups of digits with spaces, as in phone numbers, would be reordered within Arabic text.
const number = /\+?\d[\d ().\/-]{3,}\d/g;

function nodesOf(text) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(/[.,;:!?'’”»)\]}]+$/, '');
    const url = parsed(found);
    if (!url) continue;
    nodes.push(...numbersIn(text.slice(done, match.index)), linkTo(url, found));
    done = match.index + found.length;
  }
  return [...nodes, ...numbersIn(text.slice(done))];
}

function numbersIn(text) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(number)) {
    nodes.push(text.slice(done, match.index), element('bdi', { dir: 'ltr' }, match[0]));
    done = match.index + match[0].length;
  }
  return [...nodes, text.slice(done)];
}

function parsed(found) {
  try {
    return new URL(found);
  } catch {
    return null;
  }
}

function linkTo(url, shown) {
  return element('a', { href: url.href, rel: 'noopener nofollow ugc noreferrer', target: '_blank', dir: 'ltr' }, shown);
}

export interface TextPart {
  text: string;
  href?: string;
}

const address = /https?:\/\/[^\s<>"']+/gi;
const trailing = /[.,;:!?)\]}»”’…]+$/;

function toHref(text: string): string | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Splits a text into plain parts and http(s) links, without the punctuation after a link. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const link = match[0].replace(trailing, '');
    const href = toHref(link);
    if (!href) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: link, href });
    from = match.index + link.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

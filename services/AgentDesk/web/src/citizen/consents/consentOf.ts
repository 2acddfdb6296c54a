import type { ConsentRequest } from '../../api/types';

interface Fields {
  given: boolean;
  everything: boolean;
  purpose: string;
  source: string;
  wording: string;
}

/** What the fields of the form say; null while something is missing. */
export function consentOf({ given, everything, purpose, source, wording }: Fields): ConsentRequest | null {
  const [what, how, words] = [purpose.trim(), source.trim(), wording.trim()];
  if (!how || (!everything && !what)) return null;
  return { given, source: how, ...(everything ? {} : { purpose: what }), ...(words ? { wording: words } : {}) };
}

import type { ConsentRequest } from '../../api/types';

interface Fields {
  given: boolean;
  everything: boolean;
  purpose: string;
  source: string;
  wording: string;
}

/** The request made from the fields of the form; null while a required field is empty. */
export function toConsentRequest({ given, everything, ...fields }: Fields): ConsentRequest | null {
  const [purpose, source, wording] = [fields.purpose.trim(), fields.source.trim(), fields.wording.trim()];
  if (!source || (!everything && !purpose)) return null;
  return { given, source, ...(everything ? {} : { purpose }), ...(wording ? { wording } : {}) };
}

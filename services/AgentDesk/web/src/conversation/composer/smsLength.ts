// The GSM 7-bit default alphabet (3GPP TS 23.038), and its extension, whose characters count double.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑܧ¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('^{}\\[~]|€\f');

export interface SmsLength {
  characters: number;
  parts: number;
  /** How many characters are left in the last part. */
  left: number;
}

/** The length of a text as an SMS, and how many messages it takes. */
export function smsLength(text: string): SmsLength {
  const symbols = [...text];
  const isGsm = symbols.every((symbol) => basic.has(symbol) || extended.has(symbol));
  const characters = isGsm
    ? symbols.reduce((sum, symbol) => sum + (extended.has(symbol) ? 2 : 1), 0)
    : text.length;
  const single = isGsm ? 160 : 70;
  const concatenated = isGsm ? 153 : 67;
  const parts = characters <= single ? 1 : Math.ceil(characters / concatenated);
  return { characters, parts, left: (parts === 1 ? single : parts * concatenated) - characters };
}

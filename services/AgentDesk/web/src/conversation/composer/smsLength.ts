// The default alphabet of SMS (3GPP TS 23.038) and the signs that take two places in it.
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

/** How many short messages a text takes. */
export function smsLength(text: string): SmsLength {
  const signs = [...text];
  const plain = signs.every((sign) => basic.has(sign) || extended.has(sign));
  const characters = plain
    ? signs.reduce((sum, sign) => sum + (extended.has(sign) ? 2 : 1), 0)
    : text.length;
  const single = plain ? 160 : 70;
  const joined = plain ? 153 : 67;
  const parts = characters <= single ? 1 : Math.ceil(characters / joined);
  return { characters, parts, left: (parts === 1 ? single : parts * joined) - characters };
}

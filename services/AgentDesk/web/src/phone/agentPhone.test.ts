import { expect, it } from 'vitest';
import { parsePhone } from './agentPhone';

it('accepts numbers as people write them, and SIP addresses', () => {
  expect(parsePhone(' +49 (30) 123-4567 ')).toBe('+49301234567');
  expect(parsePhone('0049 30 1234567')).toBe('+49301234567');
  expect(parsePhone('sip:ben@pbx.example.org')).toBe('sip:ben@pbx.example.org');
});

it('rejects what no phone network could call', () => {
  for (const text of ['', '030 1234567', 'my desk', 'sip:', 'sip:ben', 'tel:+49301234567']) expect(parsePhone(text)).toBeNull();
});

import { expect, it } from 'vitest';
import { readPhone } from './agentPhone';

it('reads numbers as people write them, and SIP addresses', () => {
  expect(readPhone(' +49 (30) 123-4567 ')).toBe('+49301234567');
  expect(readPhone('0049 30 1234567')).toBe('+49301234567');
  expect(readPhone('sip:ben@pbx.example.org')).toBe('sip:ben@pbx.example.org');
});

it('reads nothing that no phone network could call', () => {
  for (const text of ['', '030 1234567', 'my desk', 'sip:', 'sip:ben', 'tel:+49301234567']) expect(readPhone(text)).toBeNull();
});

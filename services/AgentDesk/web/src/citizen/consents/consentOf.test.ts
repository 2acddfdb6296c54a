import { expect, it } from 'vitest';
import { consentOf } from './consentOf';

const fields = { given: true, everything: false, purpose: ' surveys ', source: 'phone', wording: '' };

it('asks what for and how it was said', () => {
  expect(consentOf(fields)).toEqual({ given: true, purpose: 'surveys', source: 'phone' });
  expect(consentOf({ ...fields, purpose: ' ' })).toBeNull();
  expect(consentOf({ ...fields, source: '' })).toBeNull();
});

it('names no purpose where everything is meant, and keeps the words that were shown', () => {
  expect(consentOf({ ...fields, given: false, everything: true, wording: 'Write to nobody ' })).toEqual({
    given: false,
    source: 'phone',
    wording: 'Write to nobody',
  });
});

import { expect, it } from 'vitest';
import { toConsentRequest } from './consentRequest';

const fields = { given: true, everything: false, purpose: ' surveys ', source: 'phone', wording: '' };

it('requires a purpose and a source', () => {
  expect(toConsentRequest(fields)).toEqual({ given: true, purpose: 'surveys', source: 'phone' });
  expect(toConsentRequest({ ...fields, purpose: ' ' })).toBeNull();
  expect(toConsentRequest({ ...fields, source: '' })).toBeNull();
});

it('has no purpose if it is about everything, and keeps the wording', () => {
  expect(toConsentRequest({ ...fields, given: false, everything: true, wording: 'Write to nobody ' })).toEqual({
    given: false,
    source: 'phone',
    wording: 'Write to nobody',
  });
});

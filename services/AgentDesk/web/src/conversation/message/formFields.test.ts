import { expect, it } from 'vitest';
import { formFields } from './formFields';

it('reads a form field by field', () => {
  expect(formFields('{"name":"Anna","count":2}')).toEqual([
    ['name', 'Anna'],
    ['count', '2'],
  ]);
});

it('shows anything else as received', () => {
  expect(formFields('[1]')).toEqual([['', '[1]']]);
  expect(formFields('{')).toEqual([['', '{']]);
  expect(formFields(null)).toEqual([]);
});

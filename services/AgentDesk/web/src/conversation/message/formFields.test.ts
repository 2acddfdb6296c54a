import { expect, it } from 'vitest';
import { formFields } from './formFields';

it('a form is shown field by field', () => {
  expect(formFields('{"name":"Anna","count":2}')).toEqual([
    ['name', 'Anna'],
    ['count', '2'],
  ]);
});

it('what is no form is shown as it came', () => {
  expect(formFields('[1]')).toEqual([['', '[1]']]);
  expect(formFields('{')).toEqual([['', '{']]);
  expect(formFields(null)).toEqual([]);
});

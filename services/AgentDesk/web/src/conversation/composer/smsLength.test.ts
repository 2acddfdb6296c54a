import { expect, it } from 'vitest';
import { smsLength } from './smsLength';

it('counts GSM characters in parts of 160, then 153', () => {
  expect(smsLength('')).toEqual({ characters: 0, parts: 1, left: 160 });
  expect(smsLength('a'.repeat(160))).toEqual({ characters: 160, parts: 1, left: 0 });
  expect(smsLength('a'.repeat(161))).toEqual({ characters: 161, parts: 2, left: 145 });
});

it('counts umlauts once and the euro sign twice', () => {
  expect(smsLength('äöüß').characters).toBe(4);
  expect(smsLength('5 €').characters).toBe(4);
});

it('counts other characters in parts of 70, then 67', () => {
  expect(smsLength('й'.repeat(70))).toEqual({ characters: 70, parts: 1, left: 0 });
  expect(smsLength('й'.repeat(71)).parts).toBe(2);
  expect(smsLength('👍').characters).toBe(2);
});

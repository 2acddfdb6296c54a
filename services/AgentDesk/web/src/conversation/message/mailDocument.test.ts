import { expect, it } from 'vitest';
import { mailDocument } from './mailDocument';

it('puts the content security policy before the e-mail', () => {
  const page = mailDocument('<p>hello</p>');
  expect(page.indexOf("default-src 'none'")).toBeGreaterThan(0);
  expect(page.indexOf("default-src 'none'")).toBeLessThan(page.indexOf('<p>hello</p>'));
});

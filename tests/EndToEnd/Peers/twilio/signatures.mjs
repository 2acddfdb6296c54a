// Reads [{ token, url, fields: [[name, value]], body, signature }]; says for each whether Twilio's library takes the signature, and what it would sign.
import twilio from 'twilio';
import { readJob, tell } from '../job.mjs';

// As a web framework gives a form to the library: a name that comes twice has an array of values.
function formOf(fields) {
  const form = {};
  for (const [name, value] of fields) form[name] = Object.hasOwn(form, name) ? [form[name], value].flat() : value;
  return form;
}

tell((await readJob()).map(({ token, url, fields, body, signature }) => ({
  isTaken: body === null
    ? twilio.validateRequest(token, signature, url, formOf(fields))
    : twilio.validateRequestWithBody(token, signature, url, body),
  signature: twilio.getExpectedTwilioSignature(token, url, formOf(fields)),
})));

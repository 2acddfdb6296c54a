// Reads [{ secret, headers, body }]; says for each what the verifier of Standard Webhooks makes of it: the event's type, or null where it refuses.
import { Webhook } from 'standardwebhooks';
import { readJob, tell } from '../job.mjs';

tell((await readJob()).map(({ secret, headers, body }) => {
  try {
    return new Webhook(secret).verify(body, headers).type;
  } catch {
    return null;
  }
}));

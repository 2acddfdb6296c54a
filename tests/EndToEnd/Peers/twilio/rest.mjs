// Reads { base, sid, token, from, to, text }; does with Twilio's REST client what a city would, and says what the client made of the answers.
import twilio from 'twilio';
import { readJob, tell } from '../job.mjs';

const job = await readJob();

// The client knows one address only; ours is put in its place, and nothing else of the request is touched.
class Elsewhere extends twilio.RequestClient {
  request(options) {
    return super.request({ ...options, uri: options.uri.replace('https://api.twilio.com', job.base) });
  }
}

const clientWith = (token) => twilio(job.sid, token, { httpClient: new Elsewhere() });
const client = clientWith(job.token);

async function until(isReached, look) {
  for (let tries = 0; tries < 200; tries++) {
    const seen = await look();
    if (isReached(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  throw new Error('It did not come about.');
}

async function refusalOf(attempt) {
  try {
    await attempt();
    return null;
  } catch (error) {
    return { status: error.status, code: error.code };
  }
}

const sent = await client.messages.create({ to: job.to, from: job.from, body: job.text });
const second = await client.messages.create({ to: job.to, from: job.from, body: 'second' });
const delivered = await until((one) => one.status === 'delivered', () => client.messages(sent.sid).fetch());
const listed = await client.messages.list({ to: job.to, pageSize: 1, limit: 2 });
const call = await client.calls.create({ to: job.to, from: job.from, twiml: '<Response><Say>Hello</Say></Response>' });
const fetchedCall = await client.calls(call.sid).fetch();
const ended = await client.calls(call.sid).update({ status: 'canceled' });
const again = await client.calls(call.sid).update({ status: 'completed' });

tell({
  created: { sid: sent.sid, status: sent.status, direction: sent.direction, isDated: sent.dateCreated instanceof Date && !Number.isNaN(sent.dateCreated.getTime()) },
  delivered: { body: delivered.body, to: delivered.to, from: delivered.from, errorCode: delivered.errorCode },
  listed: listed.map((one) => one.sid),
  expected: [second.sid, sent.sid],
  call: { isSame: call.sid === fetchedCall.sid, to: fetchedCall.to, direction: fetchedCall.direction, ended: [ended.status, again.status] },
  noNumber: await refusalOf(() => client.messages.create({ to: 'nobody', from: job.from, body: 'x' })),
  noMessage: await refusalOf(() => client.messages('SM00000000000000000000000000000000').fetch()),
  noToken: await refusalOf(() => clientWith('another').messages.create({ to: job.to, from: job.from, body: 'x' })),
});

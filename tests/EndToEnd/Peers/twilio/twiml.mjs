// Reads documents as [[verb, [attribute], [child]]] trees; names every verb that VoiceResponse does not offer at its place, and every attribute it has no type for.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import twilio from 'twilio';
import { readJob, tell } from '../job.mjs';

const types = readFileSync(createRequire(import.meta.url).resolve('twilio/lib/twiml/VoiceResponse.d.ts'), 'utf8');
const known = new Map([...types.matchAll(/interface (\w+)Attributes \{([^}]*)\}/g)].map(([, verb, fields]) =>
  [verb, new Set([...fields.matchAll(/^\s*"?([\w.]+)"?\?:/gm)].map((field) => field[1]))]));

function unknownOf(parent, [verb, attributes, children]) {
  if (typeof parent[verb.toLowerCase()] !== 'function') return [verb];
  const node = parent[verb.toLowerCase()]({}, 'x');
  return [...attributes.filter((name) => !known.get(verb)?.has(name)).map((name) => `${verb} ${name}`), ...children.flatMap((child) => unknownOf(node, child))];
}

tell((await readJob()).flatMap((verbs) => verbs.flatMap((verb) => unknownOf(new twilio.twiml.VoiceResponse(), verb))));

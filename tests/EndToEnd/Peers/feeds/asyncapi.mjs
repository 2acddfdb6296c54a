// Reads { document, events, deliveries }; says what is wrong with the document after the schema of AsyncAPI 3.0, and which events and deliveries are not as the document says.
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import { readJob, tell } from '../job.mjs';

const specification = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0.json');
const { document, events, deliveries } = await readJob();
const options = { strict: false, validateFormats: false, allErrors: true };
const ajv = new Ajv(options);
// The specification brings the schema of JSON Schema along itself.
const isDocument = new Ajv({ ...options, meta: false, validateSchema: false }).compile(specification);
const errors = isDocument(document) ? [] : isDocument.errors.slice(0, 10).map((error) => `${error.instancePath} ${error.message}`);

// What a message looks like is a schema within the document: its references lead from the document's root.
const fits = (name, payload) => {
  const schema = { $id: `https://omnichannel.example/${name}`, components: document.components, allOf: [document.components.messages[name]?.payload ?? false] };
  const check = ajv.getSchema(schema.$id) ?? ajv.compile(schema);
  return check(payload) ? [] : [`${name}: ${ajv.errorsText(check.errors)}`];
};

tell({
  errors,
  misfits: [...events.flatMap((event) => fits(event.type, event)), ...deliveries.flatMap((delivery) => fits(`webhook.${delivery.type}`, delivery))],
});

// Holds a bill of materials against CycloneDX's own schema; answers with what is wrong, or null.
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { readJob, tell } from '../job.mjs';

const { document } = await readJob();
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
tell({ errors: await validator.validate(document) });

/** The fields of a filled-in form with their values; whatever it is, never an error. */
export function formFields(json: string | null | undefined): [string, string][] {
  if (!json) return [];
  let form: unknown;
  try {
    form = JSON.parse(json);
  } catch {
    return [['', json]];
  }
  if (typeof form !== 'object' || form === null || Array.isArray(form)) return [['', json]];
  return Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
}

/** The fields and values of a submitted form; anything else becomes a single unnamed field. */
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

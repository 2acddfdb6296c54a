import { readRefusal, UnreachableError } from './problem';

const timeout = 300_000;

/** Downloads a file from the server with the access key, which a plain link cannot send. */
export async function downloadFile(path: string, key: string): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { Authorization: `Bearer ${key}` },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeout),
    });
  } catch (error) {
    throw new UnreachableError(error);
  }
  if (!response.ok) throw await readRefusal(response);
  return response.blob();
}

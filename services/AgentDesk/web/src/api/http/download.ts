import { readRefusal, UnreachableError } from './problem';

const answerTimeout = 300_000;

/** A file of the server's: a link cannot send the key, so it is fetched here. */
export async function downloadFile(path: string, key: string): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { Authorization: `Bearer ${key}` },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(answerTimeout),
    });
  } catch (error) {
    throw new UnreachableError(error);
  }
  if (!response.ok) throw await readRefusal(response);
  return response.blob();
}

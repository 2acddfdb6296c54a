import type { Attachment } from '../types';
import { readRefusal, UnreachableError } from './problem';

const timeout = 300_000;

/** Uploads a file to attach to a message; the same idempotency key gives the same file. */
export async function uploadFile(file: File, key: string, idempotencyKey: string): Promise<Attachment> {
  let response: Response;
  try {
    response = await fetch(`/attachments?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${key}`,
        'Content-Type': file.type || 'application/octet-stream',
        'Idempotency-Key': idempotencyKey,
      },
      body: file,
      credentials: 'omit',
      signal: AbortSignal.timeout(timeout),
    });
  } catch (error) {
    throw new UnreachableError(error);
  }
  if (!response.ok) throw await readRefusal(response);
  return (await response.json()) as Attachment;
}

import { createRequest } from '../api/http/request';
import type { WhoAmI } from '../api/types';

export async function whoAmI(key: string, signal?: AbortSignal): Promise<WhoAmI> {
  return (await createRequest({ key })<WhoAmI>('/whoami', { signal })).body;
}

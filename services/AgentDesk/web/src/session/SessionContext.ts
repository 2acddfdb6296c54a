import { createContext, use } from 'react';
import type { DeskApi } from '../api/desk';
import type { WhoAmI } from '../api/types';

export interface Session {
  key: string;
  me: WhoAmI;
  api: DeskApi;
  signOut: () => void;
  /** The server does not accept the key any more. */
  refuse: () => void;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('Only within a session');
  return session;
}

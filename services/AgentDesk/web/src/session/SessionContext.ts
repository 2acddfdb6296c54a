import { createContext, use } from 'react';
import type { DeskApi } from '../api/deskApi';
import type { WhoAmI } from '../api/types';

export interface Session {
  key: string;
  me: WhoAmI;
  api: DeskApi;
  signOut: () => void;
  /** Ends the session because the server no longer accepts the key. */
  expire: () => void;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession must be used within a SessionProvider');
  return session;
}

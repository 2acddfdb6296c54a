import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, type ReactNode } from 'react';
import type { WhoAmI } from '../api/types';
import { clearUnsavedTexts } from '../campaigns/editor/unsavedTexts';
import { clearDrafts } from '../conversation/composer/drafts';
import { readKey, removeKey, saveKey } from './keyStore';
import { SessionProvider } from './SessionProvider';
import { SignIn } from './SignIn';

interface Props {
  children: ReactNode;
}

/** Asks for an access key until there is one, then opens a session with it. */
export function SessionGate({ children }: Props) {
  const client = useQueryClient();
  const [key, setKey] = useState(readKey);
  const [expired, setExpired] = useState(false);

  function signIn(accepted: string, me: WhoAmI) {
    saveKey(accepted);
    client.setQueryData(['whoami'], me);
    setExpired(false);
    setKey(accepted);
  }

  const endSession = useCallback(() => {
    removeKey();
    setKey(null);
    client.clear();
  }, [client]);

  const signOut = useCallback(() => {
    clearDrafts();
    clearUnsavedTexts();
    setExpired(false);
    endSession();
  }, [endSession]);

  // Keeps drafts: an expired key is often replaced at once.
  const expire = useCallback(() => {
    setExpired(true);
    endSession();
  }, [endSession]);

  if (!key) return <SignIn expired={expired} onSignedIn={signIn} />;
  return (
    <SessionProvider sessionKey={key} signOut={signOut} expire={expire}>
      {children}
    </SessionProvider>
  );
}

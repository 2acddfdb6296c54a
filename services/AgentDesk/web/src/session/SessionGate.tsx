import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, type ReactNode } from 'react';
import type { WhoAmI } from '../api/types';
import { clearEdited } from '../campaigns/editor/unsavedTexts';
import { clearDrafts } from '../conversation/composer/drafts';
import { dropKey, keepKey, readKey } from './keyStore';
import { SessionHost } from './SessionHost';
import { SignIn } from './SignIn';

interface Props {
  children: ReactNode;
}

export function SessionGate({ children }: Props) {
  const client = useQueryClient();
  const [key, setKey] = useState(readKey);
  const [expired, setExpired] = useState(false);

  function enter(accepted: string, me: WhoAmI) {
    keepKey(accepted);
    client.setQueryData(['whoami'], me);
    setExpired(false);
    setKey(accepted);
  }

  const leave = useCallback(() => {
    dropKey();
    setKey(null);
    client.clear();
  }, [client]);

  const signOut = useCallback(() => {
    clearDrafts();
    clearEdited();
    setExpired(false);
    leave();
  }, [leave]);

  // Drafts stay: a key that ran out is often replaced at once.
  const refuse = useCallback(() => {
    setExpired(true);
    leave();
  }, [leave]);

  if (!key) return <SignIn expired={expired} onSignedIn={enter} />;
  return (
    <SessionHost sessionKey={key} signOut={signOut} refuse={refuse}>
      {children}
    </SessionHost>
  );
}

import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createDeskApi } from '../api/deskApi';
import { RefusedError } from '../api/http/problem';
import { createRequest } from '../api/http/request';
import { ErrorState } from '../ui/ErrorState';
import { SessionContext, type Session } from './SessionContext';
import { whoAmI } from './whoAmI';

interface Props {
  sessionKey: string;
  signOut: () => void;
  expire: () => void;
  children: ReactNode;
}

/** Checks the key once, then provides the session to everything inside. */
export function SessionProvider({ sessionKey, signOut, expire, children }: Props) {
  const { t } = useTranslation();
  const who = useQuery({
    queryKey: ['whoami'],
    queryFn: ({ signal }) => whoAmI(sessionKey, signal),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const refused = who.error instanceof RefusedError && who.error.status === 401;

  useEffect(() => {
    if (refused) expire();
  }, [refused, expire]);

  const api = useMemo(
    () => createDeskApi(createRequest({ key: sessionKey, onUnauthorized: expire })),
    [sessionKey, expire],
  );
  const me = who.data;
  const session = useMemo<Session | null>(
    () => (me ? { key: sessionKey, me, api, signOut, expire } : null),
    [sessionKey, me, api, signOut, expire],
  );

  if (session) return <SessionContext value={session}>{children}</SessionContext>;
  if (who.isError && !refused) {
    return <ErrorState title={t('failure.title')} error={who.error} onRetry={() => void who.refetch()} />;
  }
  return (
    <Center h="100dvh">
      <Loader aria-label={t('app.starting')} />
    </Center>
  );
}

import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createDeskApi } from '../api/desk';
import { RefusedError } from '../api/http/problem';
import { createRequest } from '../api/http/request';
import { FailureNote } from '../ui/FailureNote';
import { SessionContext, type Session } from './SessionContext';
import { whoAmI } from './whoAmI';

interface Props {
  sessionKey: string;
  signOut: () => void;
  refuse: () => void;
  children: ReactNode;
}

/** Checks the key once, then lends the session to everything inside. */
export function SessionHost({ sessionKey, signOut, refuse, children }: Props) {
  const { t } = useTranslation();
  const who = useQuery({
    queryKey: ['whoami'],
    queryFn: ({ signal }) => whoAmI(sessionKey, signal),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const refused = who.error instanceof RefusedError && who.error.status === 401;

  useEffect(() => {
    if (refused) refuse();
  }, [refused, refuse]);

  const api = useMemo(
    () => createDeskApi(createRequest({ key: sessionKey, onUnauthorized: refuse })),
    [sessionKey, refuse],
  );
  const me = who.data;
  const session = useMemo<Session | null>(
    () => (me ? { key: sessionKey, me, api, signOut, refuse } : null),
    [sessionKey, me, api, signOut, refuse],
  );

  if (session) return <SessionContext value={session}>{children}</SessionContext>;
  if (who.isError && !refused) {
    return <FailureNote title={t('failure.title')} error={who.error} onRetry={() => void who.refetch()} />;
  }
  return (
    <Center h="100dvh">
      <Loader aria-label={t('app.starting')} />
    </Center>
  );
}

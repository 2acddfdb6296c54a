import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusedError } from '../api/http/problem';
import { problemText } from '../api/http/problemText';
import type { WhoAmI } from '../api/types';
import classes from './SignIn.module.css';
import { whoAmI } from './whoAmI';

interface Props {
  expired: boolean;
  onSignedIn: (key: string, me: WhoAmI) => void;
}

export function SignIn({ expired, onSignedIn }: Props) {
  const { t } = useTranslation();
  const [key, setKey] = useState('');
  const [empty, setEmpty] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const check = useMutation({
    mutationFn: (candidate: string) => whoAmI(candidate),
    onSuccess: (me, accepted) => onSignedIn(accepted, me),
    onError: () => field.current?.focus(),
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    // Only visible ASCII can stand in a header; anything else comes from copying more than the key.
    const candidate = key.replace(/[^\x21-\x7e]/g, '');
    setEmpty(candidate === '');
    if (candidate === '') field.current?.focus();
    else check.mutate(candidate);
  }

  function problem(): string | null {
    if (empty) return t('signIn.empty');
    if (!check.error) return expired && check.isIdle && key === '' ? t('signIn.expired') : null;
    const wrong = check.error instanceof RefusedError && [401, 403].includes(check.error.status);
    return wrong ? t('signIn.wrong') : problemText(check.error, t);
  }

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit} noValidate>
        <img src="/favicon.svg" alt="" width={44} height={44} />
        <h1 className={classes.title}>{t('signIn.title')}</h1>
        <PasswordInput
          ref={field}
          label={t('signIn.key')}
          name="access-key"
          autoComplete="current-password"
          spellCheck={false}
          autoFocus
          size="md"
          value={key}
          error={problem()}
          onChange={(event) => {
            setKey(event.currentTarget.value);
            setEmpty(false);
            if (check.isError) check.reset();
          }}
        />
        <Button type="submit" size="md" fullWidth loading={check.isPending}>
          {t('signIn.submit')}
        </Button>
        <p className={classes.hint}>{t('signIn.hint')}</p>
      </form>
    </main>
  );
}

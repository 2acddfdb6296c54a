import { Button, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { readPhone } from './agentPhone';

interface Props {
  phone: string;
  submit: string;
  onKeep: (phone: string) => void;
}

/** Asks the agent on which phone calls shall come. */
export function PhoneForm({ phone, submit, onKeep }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(phone);
  const [isWrong, setWrong] = useState(false);

  function keep(event: SyntheticEvent) {
    event.preventDefault();
    const read = readPhone(text);
    setWrong(read === null);
    if (read !== null) onKeep(read);
  }

  return (
    <form onSubmit={keep} style={{ display: 'grid', gap: 12 }}>
      <TextInput
        data-autofocus
        label={t('call.phone')}
        description={t('call.phoneHint')}
        error={isWrong && t('problem.phone.unreadable')}
        dir="ltr"
        inputMode="tel"
        autoComplete="tel"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit">{submit}</Button>
    </form>
  );
}

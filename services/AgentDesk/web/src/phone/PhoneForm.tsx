import { Button, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { parsePhone } from './agentPhone';

interface Props {
  phone: string;
  submit: string;
  onSave: (phone: string) => void;
}

/** Asks the agent which phone to connect calls to. */
export function PhoneForm({ phone, submit, onSave }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(phone);
  const [isInvalid, setIsInvalid] = useState(false);

  function save(event: SyntheticEvent) {
    event.preventDefault();
    const parsed = parsePhone(text);
    setIsInvalid(parsed === null);
    if (parsed !== null) onSave(parsed);
  }

  return (
    <form onSubmit={save} style={{ display: 'grid', gap: 12 }}>
      <TextInput
        data-autofocus
        label={t('call.phone')}
        description={t('call.phoneHint')}
        error={isInvalid && t('problem.phone.unreadable')}
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

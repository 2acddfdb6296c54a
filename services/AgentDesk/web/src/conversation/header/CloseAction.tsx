import { Button, Popover, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  disabled: boolean;
  onClose: (reason: string) => void;
}

export function CloseAction({ disabled, onClose }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState('');

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setOpened(false);
    setReason('');
    onClose(reason);
  }

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="sm" disabled={disabled} onClick={() => setOpened(!opened)}>
          {t('conversation.close')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
          <TextInput
            data-autofocus
            label={t('conversation.closeReason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit">{t('conversation.closeConfirm')}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

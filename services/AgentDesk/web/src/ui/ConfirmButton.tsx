import { Button, Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';

interface Props {
  label: string;
  icon?: ReactNode;
  /** What the action will do, shown before it is confirmed. */
  question: string;
  confirm: string;
  disabled: boolean;
  dangerous?: boolean;
  small?: boolean;
  onConfirm: () => void;
}

/** A button for an action that cannot be undone: it asks for confirmation. */
export function ConfirmButton({ label, icon, question, confirm, disabled, dangerous = false, small = false, onConfirm }: Props) {
  const [opened, setOpened] = useState(false);

  function onConfirmed() {
    setOpened(false);
    onConfirm();
  }

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={290} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size={small ? 'compact-xs' : 'sm'}
          variant={dangerous || small ? 'default' : 'filled'}
          leftSection={icon}
          disabled={disabled}
          onClick={() => setOpened(!opened)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <p style={{ margin: '0 0 12px', fontSize: 14, lineHeight: 1.45 }}>{question}</p>
        <Button fullWidth data-autofocus {...(dangerous ? { color: 'red' } : {})} onClick={onConfirmed}>
          {confirm}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

import { Button, Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';

interface Props {
  label: string;
  icon?: ReactNode;
  /** What it comes to, asked before it is done. */
  question: string;
  confirm: string;
  disabled: boolean;
  dangerous?: boolean;
  small?: boolean;
  onConfirm: () => void;
}

/** A button for what cannot be taken back: it is asked once more. */
export function ConfirmAction({ label, icon, question, confirm, disabled, dangerous = false, small = false, onConfirm }: Props) {
  const [asking, setAsking] = useState(false);

  function done() {
    setAsking(false);
    onConfirm();
  }

  return (
    <Popover opened={asking} onChange={setAsking} position="bottom-end" width={290} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size={small ? 'compact-xs' : 'sm'}
          variant={dangerous || small ? 'default' : 'filled'}
          leftSection={icon}
          disabled={disabled}
          onClick={() => setAsking(!asking)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <p style={{ margin: '0 0 12px', fontSize: 14, lineHeight: 1.45 }}>{question}</p>
        <Button fullWidth data-autofocus {...(dangerous ? { color: 'red' } : {})} onClick={done}>
          {confirm}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

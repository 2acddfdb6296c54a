import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneCall } from '../api/types';
import { keepPhone, useAgentPhone } from './agentPhone';
import classes from './LiveCalls.module.css';
import { PhoneForm } from './PhoneForm';
import { useTakeCall } from './useTakeCall';

interface Props {
  call: PhoneCall;
}

/** Takes the call on the agent's phone, which is asked for once and can be changed. */
export function TakeCall({ call }: Props) {
  const { t } = useTranslation();
  const phone = useAgentPhone();
  const [asking, setAsking] = useState<'take' | 'change' | null>(null);
  const { mutate, isPending } = useTakeCall(call);

  function keep(given: string) {
    keepPhone(given);
    if (asking === 'take') mutate(given);
    setAsking(null);
  }

  return (
    <Popover opened={asking !== null} onChange={() => setAsking(null)} position="bottom-start" width={280} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <div className={classes.actions}>
          <Button size="xs" loading={isPending} onClick={() => (phone ? mutate(phone) : setAsking('take'))}>
            {call.queue ? t('call.pickUp') : t('call.callBack')}
          </Button>
          {phone && (
            <>
              <span className={classes.phone}>
                <bdi>{phone}</bdi>
              </span>
              <ActionIcon variant="subtle" aria-label={t('call.changePhone', { phone })} onClick={() => setAsking('change')}>
                <IconPencil size={16} stroke={1.6} />
              </ActionIcon>
            </>
          )}
        </div>
      </Popover.Target>
      <Popover.Dropdown>
        <PhoneForm phone={phone ?? ''} submit={asking === 'change' ? t('call.savePhone') : t('call.saveAndContinue')} onKeep={keep} />
      </Popover.Dropdown>
    </Popover>
  );
}

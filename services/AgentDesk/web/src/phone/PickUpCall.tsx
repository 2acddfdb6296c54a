import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneCall } from '../api/types';
import { savePhone, useAgentPhone } from './agentPhone';
import classes from './OpenCalls.module.css';
import { PhoneForm } from './PhoneForm';
import { usePickUpCall } from './usePickUpCall';

interface Props {
  call: PhoneCall;
}

/** Picks up the call on the agent's phone, which is asked for once and can be changed. */
export function PickUpCall({ call }: Props) {
  const { t } = useTranslation();
  const phone = useAgentPhone();
  const [form, setForm] = useState<'pick-up' | 'change' | null>(null);
  const { pickUp, isPending } = usePickUpCall(call);

  function save(entered: string) {
    savePhone(entered);
    if (form === 'pick-up') pickUp(entered);
    setForm(null);
  }

  return (
    <Popover opened={form !== null} onChange={() => setForm(null)} position="bottom-start" width={280} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <div className={classes.actions}>
          <Button size="xs" loading={isPending} onClick={() => (phone ? pickUp(phone) : setForm('pick-up'))}>
            {call.queue ? t('call.pickUp') : t('call.callBack')}
          </Button>
          {phone && (
            <>
              <span className={classes.phone}>
                <bdi>{phone}</bdi>
              </span>
              <ActionIcon variant="subtle" aria-label={t('call.changePhone', { phone })} onClick={() => setForm('change')}>
                <IconPencil size={16} stroke={1.6} />
              </ActionIcon>
            </>
          )}
        </div>
      </Popover.Target>
      <Popover.Dropdown>
        <PhoneForm phone={phone ?? ''} submit={form === 'change' ? t('call.savePhone') : t('call.saveAndContinue')} onSave={save} />
      </Popover.Dropdown>
    </Popover>
  );
}

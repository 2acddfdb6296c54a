import { Button, Popover } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Citizen } from '../../api/types';
import { ConsentForm } from './ConsentForm';
import { useRecordConsent } from './useRecordConsent';

interface Props {
  citizen: Citizen;
}

export function ConsentAction({ citizen }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { record, isPending } = useRecordConsent(citizen.id);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={320} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={15} stroke={1.8} />}
          loading={isPending}
          onClick={() => setOpened(!opened)}
        >
          {t('consent.record')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ConsentForm
          purposes={(citizen.consents ?? []).map(({ purpose }) => purpose)}
          onRecord={(consent) => {
            setOpened(false);
            record(consent);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

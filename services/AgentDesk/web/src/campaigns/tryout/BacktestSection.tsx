import { Button, Select } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import { useSession } from '../../session/SessionContext';
import { ActionError } from '../ActionError';
import { Section } from '../Section';
import { BacktestView } from './BacktestView';
import classes from './SectionForm.module.css';

interface Props {
  campaign: Campaign;
}

const periods = [7, 30, 90] as const;
const day = 86_400_000;

export function BacktestSection({ campaign }: Props) {
  const { t } = useTranslation();
  const { api } = useSession();
  const [days, setDays] = useState('30');
  const backtest = useMutation({
    mutationFn: () => api.campaigns.backtest(campaign.id, new Date(Date.now() - Number(days) * day).toISOString()),
  });
  return (
    <Section
      title={t('campaigns.backtest.title')}
      hint={t('campaigns.backtest.hint')}
      action={
        <div className={classes.line}>
          <Select
            size="sm"
            w={150}
            aria-label={t('campaigns.backtest.period')}
            allowDeselect={false}
            value={days}
            onChange={(value) => value && setDays(value)}
            data={periods.map((period) => ({ value: String(period), label: t('campaigns.backtest.days', { count: period }) }))}
          />
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPlayerTrackNext size={16} />}
            loading={backtest.isPending}
            onClick={() => backtest.mutate()}
          >
            {t('campaigns.backtest.run')}
          </Button>
        </div>
      }
    >
      {backtest.error ? <ActionError error={backtest.error} /> : backtest.data && <BacktestView backtest={backtest.data} />}
    </Section>
  );
}

import { Button, Select } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import { useSession } from '../../session/SessionContext';
import { RehearsalView } from './RehearsalView';
import { Section } from '../Section';
import classes from './SectionForm.module.css';
import { WorkFailure } from '../WorkFailure';

interface Props {
  campaign: Campaign;
}

const spans = [7, 30, 90] as const;
const day = 86_400_000;

export function RehearsalSection({ campaign }: Props) {
  const { t } = useTranslation();
  const { api } = useSession();
  const [days, setDays] = useState('30');
  const rehearsal = useMutation({
    mutationFn: () => api.campaigns.rehearse(campaign.id, new Date(Date.now() - Number(days) * day).toISOString()),
  });
  return (
    <Section
      title={t('campaigns.rehearsal.title')}
      hint={t('campaigns.rehearsal.hint')}
      action={
        <div className={classes.line}>
          <Select
            size="sm"
            w={150}
            aria-label={t('campaigns.rehearsal.span')}
            allowDeselect={false}
            value={days}
            onChange={(value) => value && setDays(value)}
            data={spans.map((span) => ({ value: String(span), label: t('campaigns.rehearsal.days', { count: span }) }))}
          />
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPlayerTrackNext size={16} />}
            loading={rehearsal.isPending}
            onClick={() => rehearsal.mutate()}
          >
            {t('campaigns.rehearsal.play')}
          </Button>
        </div>
      }
    >
      {rehearsal.error ? <WorkFailure error={rehearsal.error} /> : rehearsal.data && <RehearsalView rehearsal={rehearsal.data} />}
    </Section>
  );
}

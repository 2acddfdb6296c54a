import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { KeyFigures } from '../charts/KeyFigures';
import classes from '../tryout/TryOutTab.module.css';
import { DeliveryFunnel } from './DeliveryFunnel';
import { EffectSection } from './EffectSection';
import { ProgressCharts } from './ProgressCharts';
import { useProgress } from './useProgress';

interface Props {
  campaign: Campaign;
}

/** The progress of a campaign, live. */
export function ProgressTab({ campaign }: Props) {
  const { t } = useTranslation();
  const query = useProgress(campaign.id);
  const progress = query.data;

  if (!progress) {
    if (query.isError) {
      return <ErrorState title={t('campaigns.progress.failed')} error={query.error} onRetry={() => void query.refetch()} />;
    }
    return <Skeleton height={240} role="status" aria-label={t('campaigns.loading')} />;
  }
  if (progress.people === 0) {
    return (
      <EmptyState
        title={t('campaigns.progress.nobody')}
        hint={t(campaign.startedAt ? 'campaigns.progress.nobodyYet' : 'campaigns.progress.notStarted')}
      />
    );
  }
  const { people, active, heldOut, outcomes, messages, effect } = progress;
  const ended = outcomes.reduce((sum, outcome) => sum + outcome.people, 0);
  return (
    <div className={classes.sections}>
      <KeyFigures
        figures={[
          { name: t('campaigns.progress.people'), value: people },
          { name: t('campaigns.progress.active'), value: active, tone: 'strong' },
          { name: t('campaigns.progress.ended'), value: ended },
          { name: t('campaigns.preview.heldOut'), value: heldOut },
          { name: t('campaigns.progress.messages'), value: messages.reduce((sum, { written }) => sum + written, 0) },
        ]}
      />
      <DeliveryFunnel messages={messages} steps={campaign.definition.steps.map(({ id }) => id)} />
      <ProgressCharts progress={progress} definition={campaign.definition} />
      {effect && <EffectSection effect={effect} />}
    </div>
  );
}

import { Button } from '@mantine/core';
import { IconCheck, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import { ConfirmAction } from '../../ui/ConfirmAction';
import { possibleActions } from './possibleActions';
import { useCampaignCommands } from '../useCampaignCommands';
import { useCanPlan } from '../useCanPlan';

interface Props {
  campaign: Campaign;
}

export function CampaignActions({ campaign }: Props) {
  const { t } = useTranslation();
  const canPlan = useCanPlan();
  const work = useCampaignCommands();
  const { id, version, definition } = campaign;
  const possible = possibleActions(campaign);
  const busy = work.isPending;

  return (
    <>
      {canPlan && possible.approve && (
        <Button size="sm" leftSection={<IconCheck size={16} />} disabled={busy} onClick={() => work.approve(id, version)}>
          {t('campaigns.approve', { version })}
        </Button>
      )}
      {canPlan && possible.start && (
        <ConfirmAction
          label={t('campaigns.start')}
          icon={<IconPlayerPlay size={16} />}
          question={t(definition.trigger ? 'campaigns.startTriggered' : 'campaigns.startNow')}
          confirm={t('campaigns.startConfirm')}
          disabled={busy}
          onConfirm={() => work.order(id, 'start')}
        />
      )}
      {possible.pause && (
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          disabled={busy}
          onClick={() => work.order(id, 'pause')}
        >
          {t('campaigns.pause')}
        </Button>
      )}
      {canPlan && possible.resume && (
        <Button
          size="sm"
          variant={possible.start || possible.approve ? 'default' : 'filled'}
          leftSection={<IconPlayerPlay size={16} />}
          disabled={busy}
          onClick={() => work.order(id, 'resume')}
        >
          {t('campaigns.resume')}
        </Button>
      )}
      {canPlan && possible.cancel && (
        <ConfirmAction
          label={t('campaigns.cancel')}
          question={t('campaigns.cancelQuestion')}
          confirm={t('campaigns.cancelConfirm')}
          disabled={busy}
          dangerous
          onConfirm={() => work.order(id, 'cancel')}
        />
      )}
    </>
  );
}

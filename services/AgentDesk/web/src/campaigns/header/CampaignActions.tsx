import { Button } from '@mantine/core';
import { IconCheck, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import { useSession } from '../../session/SessionContext';
import { ConfirmButton } from '../../ui/ConfirmButton';
import { useCampaignCommands } from '../useCampaignCommands';
import { useCanPlan } from '../useCanPlan';
import { possibleActions } from './possibleActions';

interface Props {
  campaign: Campaign;
}

export function CampaignActions({ campaign }: Props) {
  const { t } = useTranslation();
  const canPlan = useCanPlan();
  const commands = useCampaignCommands();
  const { me } = useSession();
  const { id, version, definition, author } = campaign;
  const possible = possibleActions(campaign);
  const busy = commands.isPending;

  return (
    <>
      {canPlan && possible.approve && author !== me.name && (
        <Button size="sm" leftSection={<IconCheck size={16} />} disabled={busy} onClick={() => commands.approve(id, version)}>
          {t('campaigns.approve', { version })}
        </Button>
      )}
      {canPlan && possible.start && (
        <ConfirmButton
          label={t('campaigns.start')}
          icon={<IconPlayerPlay size={16} />}
          question={t(definition.trigger ? 'campaigns.startTriggered' : 'campaigns.startNow')}
          confirm={t('campaigns.startConfirm')}
          disabled={busy}
          onConfirm={() => commands.perform(id, 'start')}
        />
      )}
      {possible.pause && (
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          disabled={busy}
          onClick={() => commands.perform(id, 'pause')}
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
          onClick={() => commands.perform(id, 'resume')}
        >
          {t('campaigns.resume')}
        </Button>
      )}
      {canPlan && possible.cancel && (
        <ConfirmButton
          label={t('campaigns.cancel')}
          question={t('campaigns.cancelQuestion')}
          confirm={t('campaigns.cancelConfirm')}
          disabled={busy}
          dangerous
          onConfirm={() => commands.perform(id, 'cancel')}
        />
      )}
    </>
  );
}

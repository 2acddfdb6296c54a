import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Campaign, CampaignText } from '../../api/campaignTypes';
import { CampaignEditor } from './CampaignEditor';
import { keepEdited } from './unsavedTexts';
import { possibleActions } from '../header/possibleActions';
import { useCampaignCommands } from '../useCampaignCommands';
import { useCanPlan } from '../useCanPlan';

interface Props {
  campaign: Campaign;
}

/** The file as it was written; as JSON where it came as that. */
function keptText({ source, definition }: Campaign): CampaignText {
  return source
    ? { text: source, contentType: 'application/yaml' }
    : { text: JSON.stringify(definition, null, 2), contentType: 'application/json' };
}

export function DefinitionTab({ campaign }: Props) {
  const { t } = useTranslation();
  const canPlan = useCanPlan();
  const work = useCampaignCommands();
  const possible = possibleActions(campaign);

  return (
    <CampaignEditor
      // Another version is another text.
      key={campaign.version}
      draft={`${campaign.id}/${campaign.version}`}
      kept={keptText(campaign)}
      canEdit={canPlan && possible.change}
      lockedReason={!canPlan ? t('campaigns.editor.readOnly') : !possible.change ? t(`campaigns.editor.locked.${campaign.status === 'cancelled' ? 'cancelled' : 'running'}`) : undefined}
      saving={work.isPending}
      onSave={(text) =>
        work.change(campaign.id, text, ({ version }) => {
          keepEdited(`${campaign.id}/${campaign.version}`, undefined);
          notifications.show({ message: t('campaigns.editor.saved', { version }) });
        })
      }
    />
  );
}

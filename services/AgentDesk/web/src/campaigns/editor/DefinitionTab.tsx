import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Campaign, CampaignText } from '../../api/campaignTypes';
import { CampaignEditor } from './CampaignEditor';
import { keepEdited } from './editedTexts';
import { possibleActions } from '../header/possibleActions';
import { useCampaignWork } from '../useCampaignWork';
import { useMayPlan } from '../useMayPlan';

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
  const mayPlan = useMayPlan();
  const work = useCampaignWork();
  const possible = possibleActions(campaign);

  return (
    <CampaignEditor
      // Another version is another text.
      key={campaign.version}
      draft={`${campaign.id}/${campaign.version}`}
      kept={keptText(campaign)}
      mayWrite={mayPlan && possible.change}
      whyNot={!mayPlan ? t('campaigns.editor.mayNot') : !possible.change ? t(`campaigns.editor.locked.${campaign.status === 'cancelled' ? 'cancelled' : 'running'}`) : undefined}
      saving={work.isPending}
      onSave={(text) =>
        work.change(campaign.id, text, ({ version }) => {
          keepEdited(`${campaign.id}/${campaign.version}`, undefined);
          notifications.show({ message: t('campaigns.editor.kept', { version }) });
        })
      }
    />
  );
}

import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Campaign, CampaignText } from '../../api/campaignTypes';
import { possibleActions } from '../header/possibleActions';
import { useCampaignCommands } from '../useCampaignCommands';
import { useCanPlan } from '../useCanPlan';
import { CampaignEditor } from './CampaignEditor';
import { discardUnsavedText } from './unsavedTexts';

interface Props {
  campaign: Campaign;
}

function sourceOf({ source, definition }: Campaign): CampaignText {
  return source
    ? { text: source, contentType: 'application/yaml' }
    : { text: JSON.stringify(definition, null, 2), contentType: 'application/json' };
}

export function DefinitionTab({ campaign }: Props) {
  const { t } = useTranslation();
  const canPlan = useCanPlan();
  const commands = useCampaignCommands();
  const possible = possibleActions(campaign);
  const draft = `${campaign.id}/${campaign.version}`;

  function lockedReason(): string | undefined {
    if (!canPlan) return t('campaigns.editor.readOnly');
    if (possible.change) return undefined;
    return t(campaign.status === 'cancelled' ? 'campaigns.editor.locked.cancelled' : 'campaigns.editor.locked.running');
  }

  function save(text: CampaignText) {
    commands.change(campaign.id, text, ({ version }) => {
      discardUnsavedText(draft);
      notifications.show({ message: t('campaigns.editor.saved', { version }) });
    });
  }

  return (
    <CampaignEditor
      key={draft}
      draft={draft}
      saved={sourceOf(campaign)}
      canEdit={canPlan && possible.change}
      lockedReason={lockedReason()}
      saving={commands.isPending}
      onSave={save}
    />
  );
}

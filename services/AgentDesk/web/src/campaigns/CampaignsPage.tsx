import { IconSpeakerphone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState';
import classes from './CampaignsPage.module.css';
import { CampaignView } from './CampaignView';
import { NewCampaign } from './editor/NewCampaign';
import { CampaignList } from './list/CampaignList';

interface Props {
  campaignId: string | null;
  isNew?: boolean;
}

export function CampaignsPage({ campaignId, isNew = false }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.page} data-open={campaignId !== null || isNew || undefined}>
      <CampaignList selected={campaignId} isNew={isNew} />
      <main className={classes.main} id="conversation" tabIndex={-1}>
        {campaignId && <CampaignView key={campaignId} id={campaignId} />}
        {isNew && <NewCampaign />}
        {!campaignId && !isNew && (
          <EmptyState
            heading
            title={t('campaigns.none')}
            hint={t('campaigns.noneHint')}
            icon={<IconSpeakerphone size={36} stroke={1.2} />}
          />
        )}
      </main>
    </div>
  );
}

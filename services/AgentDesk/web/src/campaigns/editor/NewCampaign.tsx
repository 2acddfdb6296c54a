import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { campaignPath, navigate } from '../../routing/route';
import { BackToCampaigns } from '../header/BackToCampaigns';
import { CampaignEditor } from './CampaignEditor';
import classes from '../CampaignView.module.css';
import { keepEdited } from './unsavedTexts';
import { skeletons, type Skeleton } from './campaignTemplates';
import { useCampaignCommands } from '../useCampaignCommands';

const names = Object.keys(skeletons) as Skeleton[];

export function NewCampaign() {
  const { t } = useTranslation();
  const work = useCampaignCommands();
  const [skeleton, setSkeleton] = useState<Skeleton>('question');
  const draft = `new/${skeleton}`;

  return (
    <div className={classes.campaign}>
      <header className={classes.header}>
        <BackToCampaigns />
        <div className={classes.who}>
          <h1 className={classes.name}>{t('campaigns.newTitle')}</h1>
          <p className={classes.facts}>{t('campaigns.newHint')}</p>
        </div>
        <SegmentedControl
          size="xs"
          aria-label={t('campaigns.startFrom')}
          value={skeleton}
          onChange={setSkeleton}
          data={names.map((name) => ({ value: name, label: t(`campaigns.template.${name}`) }))}
        />
      </header>
      <div className={classes.panel}>
        <CampaignEditor
          key={draft}
          draft={draft}
          kept={{ text: skeletons[skeleton], contentType: 'application/yaml' }}
          isNew
          canEdit
          saving={work.isPending}
          onSave={(text) =>
            work.create(text, ({ id }) => {
              keepEdited(draft, undefined);
              navigate(campaignPath(id), { replace: true });
            })
          }
        />
      </div>
    </div>
  );
}

import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignText } from '../../api/campaignTypes';
import { campaignPath, campaignsPath, navigate } from '../../routing/route';
import { BackLink } from '../../ui/BackLink';
import classes from '../CampaignView.module.css';
import { useCampaignCommands } from '../useCampaignCommands';
import { CampaignEditor } from './CampaignEditor';
import { campaignTemplates, type CampaignTemplate } from './campaignTemplates';
import { discardUnsavedText } from './unsavedTexts';

const templates = Object.keys(campaignTemplates) as CampaignTemplate[];

export function NewCampaign() {
  const { t } = useTranslation();
  const commands = useCampaignCommands();
  const [template, setTemplate] = useState<CampaignTemplate>('question');
  const draft = `new/${template}`;

  function create(text: CampaignText) {
    commands.create(text, ({ id }) => {
      discardUnsavedText(draft);
      navigate(campaignPath(id), { replace: true });
    });
  }

  return (
    <div className={classes.campaign}>
      <header className={classes.header}>
        <BackLink to={campaignsPath} label={t('campaigns.back')} />
        <div className={classes.heading}>
          <h1 className={classes.name}>{t('campaigns.newTitle')}</h1>
          <p className={classes.facts}>{t('campaigns.newHint')}</p>
        </div>
        <SegmentedControl
          size="xs"
          aria-label={t('campaigns.startFrom')}
          value={template}
          onChange={setTemplate}
          data={templates.map((name) => ({ value: name, label: t(`campaigns.template.${name}`) }))}
        />
      </header>
      <div className={classes.panel}>
        <CampaignEditor
          key={draft}
          draft={draft}
          saved={{ text: campaignTemplates[template], contentType: 'application/yaml' }}
          isNew
          canEdit
          saving={commands.isPending}
          onSave={create}
        />
      </div>
    </div>
  );
}

import { Skeleton, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../api/campaignTypes';
import { ErrorState } from '../ui/ErrorState';
import classes from './CampaignView.module.css';
import { DefinitionTab } from './editor/DefinitionTab';
import { CampaignHeader } from './header/CampaignHeader';
import { PeopleTab } from './people/PeopleTab';
import { ProgressTab } from './progress/ProgressTab';
import { TryOutTab } from './tryout/TryOutTab';
import { useCampaign } from './useCampaign';

interface Props {
  id: string;
}

const tabs = ['definition', 'tryOut', 'progress', 'people'] as const;
type Tab = (typeof tabs)[number];

function defaultTab({ startedAt }: Campaign): Tab {
  return startedAt ? 'progress' : 'definition';
}

export function CampaignView({ id }: Props) {
  const { t } = useTranslation();
  const query = useCampaign(id);
  const [selectedTab, setSelectedTab] = useState<Tab | null>(null);
  const campaign = query.data;

  if (!campaign) {
    if (query.isError) {
      return <ErrorState title={t('campaigns.oneFailed')} error={query.error} onRetry={() => void query.refetch()} />;
    }
    return (
      <div role="status" aria-label={t('campaigns.loading')} className={classes.panel}>
        <Skeleton height={24} width="40%" mb={12} />
        <Skeleton height={14} width="60%" mb={32} />
        <Skeleton height={320} />
      </div>
    );
  }

  const tab = selectedTab ?? defaultTab(campaign);
  return (
    <div className={classes.campaign}>
      <CampaignHeader campaign={campaign} />
      <Tabs value={tab} onChange={(value) => setSelectedTab(tabs.find((one) => one === value) ?? null)} keepMounted={false}>
        <Tabs.List className={classes.tabs}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`campaigns.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="definition" className={classes.panel}>
          <DefinitionTab campaign={campaign} />
        </Tabs.Panel>
        <Tabs.Panel value="tryOut" className={classes.panel}>
          <TryOutTab campaign={campaign} />
        </Tabs.Panel>
        <Tabs.Panel value="progress" className={classes.panel}>
          <ProgressTab campaign={campaign} />
        </Tabs.Panel>
        <Tabs.Panel value="people" className={classes.panel}>
          <PeopleTab campaign={campaign} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

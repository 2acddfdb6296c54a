import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { navigate, newCampaignPath } from '../../routing/route';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { LoadMore } from '../../ui/LoadMore';
import { useCanPlan } from '../useCanPlan';
import { CampaignItem } from './CampaignItem';
import classes from './CampaignList.module.css';
import { useCampaigns } from './useCampaigns';

interface Props {
  selected: string | null;
  isNew: boolean;
}

export function CampaignList({ selected, isNew }: Props) {
  const { t } = useTranslation();
  const canPlan = useCanPlan();
  const { query, campaigns } = useCampaigns();

  function content() {
    if (query.isPending) {
      return (
        <div role="status" aria-label={t('campaigns.loading')} className={classes.loading}>
          {Array.from({ length: 4 }, (_, index) => (
            <Skeleton key={index} height={64} radius={10} />
          ))}
        </div>
      );
    }
    if (query.isError && campaigns.length === 0) {
      return <ErrorState title={t('campaigns.failed')} error={query.error} onRetry={() => void query.refetch()} />;
    }
    if (campaigns.length === 0) return <EmptyState title={t('campaigns.empty')} hint={t('campaigns.emptyHint')} />;
    return (
      <>
        <ul className={classes.list}>
          {campaigns.map((campaign) => (
            <CampaignItem key={campaign.id} campaign={campaign} selected={campaign.id === selected} />
          ))}
        </ul>
        <LoadMore label={t('inbox.more')} query={query} />
      </>
    );
  }

  return (
    <nav className={classes.column} aria-label={t('campaigns.title')}>
      <header className={classes.head}>
        <h2 className={classes.title}>{t('campaigns.title')}</h2>
        {canPlan && (
          <Button size="xs" leftSection={<IconPlus size={15} />} aria-label={t('campaigns.newTitle')} disabled={isNew} onClick={() => navigate(newCampaignPath)}>
            {t('campaigns.new')}
          </Button>
        )}
      </header>
      <div className={classes.scroll}>{content()}</div>
    </nav>
  );
}

import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignSummary } from '../../api/campaignTypes';
import { Link } from '../../routing/Link';
import { campaignPath } from '../../routing/route';
import { RelativeTime } from '../../ui/time/RelativeTime';
import { StatusBadge } from '../StatusBadge';
import classes from './CampaignItem.module.css';

interface Props {
  campaign: CampaignSummary;
  selected: boolean;
}

export const CampaignItem = memo(function CampaignItem({ campaign, selected }: Props) {
  const { t } = useTranslation();
  const { name, department, purpose, version, author, status } = campaign;
  return (
    <li>
      <Link to={campaignPath(campaign.id)} className={classes.item} aria-current={selected ? 'page' : undefined}>
        <span className={classes.line}>
          <span className={classes.name}>
            <bdi>{name}</bdi>
          </span>
          <StatusBadge status={status} />
        </span>
        <span className={classes.facts}>
          <bdi>{department}</bdi> · <bdi>{purpose}</bdi>
        </span>
        <span className={classes.facts}>
          {t('campaigns.versionBy', { version, author })} · <RelativeTime at={campaign.draftedAt} />
        </span>
      </Link>
    </li>
  );
});

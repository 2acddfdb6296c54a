import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import { campaignsPath } from '../../routing/route';
import { useSession } from '../../session/SessionContext';
import { BackLink } from '../../ui/BackLink';
import classes from '../CampaignView.module.css';
import { StatusBadge } from '../StatusBadge';
import { CampaignActions } from './CampaignActions';
import { nextStepOf } from './possibleActions';

interface Props {
  campaign: Campaign;
}

export function CampaignHeader({ campaign }: Props) {
  const { t } = useTranslation();
  const { me } = useSession();
  const { definition, version, author, approvedBy, status } = campaign;
  const facts = [
    definition.department,
    t('campaigns.purpose', { purpose: definition.purpose }),
    t(`campaigns.legalBasis.${definition.legalBasis}`, { defaultValue: definition.legalBasis }),
    t('campaigns.versionBy', { version, author }),
  ];
  return (
    <header className={classes.header}>
      <BackLink to={campaignsPath} label={t('campaigns.back')} />
      <div className={classes.heading}>
        <div className={classes.line}>
          <h1 className={classes.name}>
            <bdi>{definition.name}</bdi>
          </h1>
          <StatusBadge status={status} />
        </div>
        <p className={classes.facts}>{facts.join(' · ')}</p>
        <p className={classes.next}>
          {t(`campaigns.next.${nextStepOf(campaign, me.name)}`, { version, started: campaign.startedVersion, name: approvedBy ?? '' })}
        </p>
      </div>
      <div className={classes.actions}>
        <CampaignActions campaign={campaign} />
      </div>
    </header>
  );
}

import { useTranslation } from 'react-i18next';
import type { CampaignStatus } from '../api/campaignTypes';
import classes from './StatusBadge.module.css';

interface Props {
  status: CampaignStatus;
}

export function StatusBadge({ status }: Props) {
  const { t } = useTranslation();
  return (
    <span className={classes.badge} data-status={status}>
      {t(`campaigns.status.${status}`)}
    </span>
  );
}

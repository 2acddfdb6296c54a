import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../routing/Link';
import { campaignsPath } from '../../routing/route';
import classes from './BackToCampaigns.module.css';

/** The link back to the list, on screens too narrow to show both. */
export function BackToCampaigns() {
  const { t } = useTranslation();
  return (
    <Link to={campaignsPath} className={classes.back} aria-label={t('campaigns.back')}>
      <IconArrowLeft size={20} stroke={1.6} />
    </Link>
  );
}

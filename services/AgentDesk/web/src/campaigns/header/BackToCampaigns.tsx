import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../routing/Link';
import { campaignsPath } from '../../routing/route';
import classes from './BackToCampaigns.module.css';

/** The way back where the list does not stand beside. */
export function BackToCampaigns() {
  const { t } = useTranslation();
  return (
    <Link to={campaignsPath} className={classes.back} aria-label={t('campaigns.back')}>
      <IconArrowLeft size={20} stroke={1.6} />
    </Link>
  );
}

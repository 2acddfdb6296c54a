import { IconMessages, IconSpeakerphone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../routing/Link';
import { campaignsPath, type Route } from '../../routing/route';
import classes from './DeskNav.module.css';

interface Props {
  place: Route['place'];
}

const places = [
  { to: '/', text: 'nav.conversations', Icon: IconMessages, here: ['inbox', 'citizen'] },
  { to: campaignsPath, text: 'nav.campaigns', Icon: IconSpeakerphone, here: ['campaigns', 'new-campaign'] },
] as const;

export function DeskNav({ place }: Props) {
  const { t } = useTranslation();
  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      {places.map(({ to, text, Icon, here }) => (
        <Link key={to} to={to} className={classes.link} aria-current={here.some((one) => one === place) ? 'page' : undefined}>
          <Icon size={17} stroke={1.7} aria-hidden="true" />
          <span className={classes.words}>{t(text)}</span>
        </Link>
      ))}
    </nav>
  );
}

import { IconMessages, IconSpeakerphone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../routing/Link';
import { campaignsPath, type Route } from '../../routing/route';
import classes from './DeskNav.module.css';

interface Props {
  page: Route['page'];
}

const links = [
  { to: '/', text: 'nav.conversations', Icon: IconMessages, pages: ['inbox', 'citizen'] },
  { to: campaignsPath, text: 'nav.campaigns', Icon: IconSpeakerphone, pages: ['campaigns', 'new-campaign'] },
] as const;

export function DeskNav({ page }: Props) {
  const { t } = useTranslation();
  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      {links.map(({ to, text, Icon, pages }) => (
        <Link key={to} to={to} className={classes.link} aria-current={pages.some((one) => one === page) ? 'page' : undefined}>
          <Icon size={17} stroke={1.7} aria-hidden="true" />
          <span className={classes.text}>{t(text)}</span>
        </Link>
      ))}
    </nav>
  );
}

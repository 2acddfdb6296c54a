import { useTranslation } from 'react-i18next';
import { Link } from '../../routing/Link';
import type { Route } from '../../routing/route';
import { AgentMenu } from './AgentMenu';
import classes from './DeskHeader.module.css';
import { DeskNav } from './DeskNav';
import { LiveIndicator } from './LiveIndicator';
import { SkipLink } from './SkipLink';

interface Props {
  place: Route['place'];
  onShowShortcuts: () => void;
  onShowStatus: () => void;
}

export function DeskHeader({ place, onShowShortcuts, onShowStatus }: Props) {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <SkipLink place={place} />
      <Link to="/" className={classes.name}>
        <img src="/favicon.svg" alt="" width={26} height={26} />
        <span>{t('app.name')}</span>
      </Link>
      <DeskNav place={place} />
      <div className={classes.end}>
        <LiveIndicator />
        <AgentMenu onShowShortcuts={onShowShortcuts} onShowStatus={onShowStatus} />
      </div>
    </header>
  );
}

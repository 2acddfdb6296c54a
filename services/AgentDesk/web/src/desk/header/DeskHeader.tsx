import { useTranslation } from 'react-i18next';
import { Link } from '../../routing/Link';
import type { Route } from '../../routing/route';
import { AgentMenu } from './AgentMenu';
import classes from './DeskHeader.module.css';
import { DeskNav } from './DeskNav';
import { LiveIndicator } from './LiveIndicator';
import { SkipLink } from './SkipLink';

interface Props {
  page: Route['page'];
  onShowShortcuts: () => void;
  onShowStatus: () => void;
}

export function DeskHeader({ page, onShowShortcuts, onShowStatus }: Props) {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <SkipLink page={page} />
      <Link to="/" className={classes.name}>
        <img src="/favicon.svg" alt="" width={26} height={26} />
        <span>{t('app.name')}</span>
      </Link>
      <DeskNav page={page} />
      <div className={classes.end}>
        <LiveIndicator />
        <AgentMenu onShowShortcuts={onShowShortcuts} onShowStatus={onShowStatus} />
      </div>
    </header>
  );
}

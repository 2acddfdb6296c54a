import { useTranslation } from 'react-i18next';
import { Link } from '../routing/Link';
import { AgentMenu } from './AgentMenu';
import classes from './DeskHeader.module.css';
import { LiveSign } from './LiveSign';
import { SkipLink } from './SkipLink';

interface Props {
  onShowShortcuts: () => void;
  onShowStatus: () => void;
}

export function DeskHeader({ onShowShortcuts, onShowStatus }: Props) {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <SkipLink />
      <Link to="/" className={classes.name}>
        <img src="/favicon.svg" alt="" width={26} height={26} />
        <span>{t('app.name')}</span>
      </Link>
      <div className={classes.end}>
        <LiveSign />
        <AgentMenu onShowShortcuts={onShowShortcuts} onShowStatus={onShowStatus} />
      </div>
    </header>
  );
}

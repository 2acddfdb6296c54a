import { useTranslation } from 'react-i18next';
import { conversationHeadingId } from '../../conversation/header/headingId';
import type { Route } from '../../routing/route';
import classes from './SkipLink.module.css';

interface Props {
  page: Route['page'];
}

export function SkipLink({ page }: Props) {
  const { t } = useTranslation();
  return (
    <a
      className={classes.skip}
      href="#conversation"
      onClick={(event) => {
        event.preventDefault();
        (document.getElementById(conversationHeadingId) ?? document.getElementById('conversation'))?.focus();
      }}
    >
      {t(page === 'inbox' ? 'app.skip' : 'app.skipToContent')}
    </a>
  );
}

import { useTranslation } from 'react-i18next';
import { conversationHeadingId } from '../conversation/headingId';
import classes from './SkipLink.module.css';

export function SkipLink() {
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
      {t('app.skip')}
    </a>
  );
}

import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/types';
import classes from './MessageExtras.module.css';

interface Props {
  message: Message;
}

/** Subject, and what else has to be known before the words are read. */
export function MessageSubject({ message: { details, reply } }: Props) {
  const { t } = useTranslation();
  const subject = details?.subject ?? reply?.subject;
  const marks = [
    details?.isAutomatic && t('message.automatic'),
    details?.isForwarded && t('message.forwarded'),
    details?.isAuthenticated === false && t('message.unauthenticated'),
  ].filter((mark) => typeof mark === 'string');

  return (
    <>
      {subject && (
        <p className={classes.subject} dir="auto">
          {subject}
        </p>
      )}
      {marks.length > 0 && <p className={classes.marks}>{marks.join(' · ')}</p>}
    </>
  );
}

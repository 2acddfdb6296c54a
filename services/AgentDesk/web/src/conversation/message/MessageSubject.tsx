import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/types';
import classes from './MessageExtras.module.css';

interface Props {
  message: Message;
}

/** The subject, and warnings to read before the text. */
export function MessageSubject({ message: { details, reply } }: Props) {
  const { t } = useTranslation();
  const subject = details?.subject ?? reply?.subject;
  const remarks = [
    details?.isAutomatic && t('message.automatic'),
    details?.isForwarded && t('message.forwarded'),
    details?.isAuthenticated === false && t('message.unauthenticated'),
  ].filter((remark) => typeof remark === 'string');

  return (
    <>
      {subject && (
        <p className={classes.subject} dir="auto">
          {subject}
        </p>
      )}
      {remarks.length > 0 && <p className={classes.remark}>{remarks.join(' · ')}</p>}
    </>
  );
}

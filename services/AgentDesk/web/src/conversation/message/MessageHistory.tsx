import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/types';
import { UserText } from '../../ui/UserText';
import classes from './MessageExtras.module.css';

interface Props {
  message: Message;
}

/** What happened to a message after it was sent: deleted, edited, or reacted to. */
export function MessageHistory({ message: { isWithdrawn, before, reaction } }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {isWithdrawn && <p className={classes.remark}>{t('message.withdrawn')}</p>}
      {before && before.length > 0 && (
        <details className={classes.earlier}>
          <summary>{t('message.edited')}</summary>
          {before.map((text, index) => (
            <UserText key={index} text={text} className={classes.earlierText} />
          ))}
        </details>
      )}
      {reaction && (
        <p className={classes.reaction}>
          <span className="mantine-visually-hidden">{t('message.reaction')} </span>
          {reaction}
        </p>
      )}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/types';
import { CitizenText } from '../../ui/CitizenText';
import classes from './MessageExtras.module.css';

interface Props {
  message: Message;
}

/** What became of a message since: taken back, changed, answered with a sign. */
export function MessageHistory({ message: { isWithdrawn, before, reaction } }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {isWithdrawn && <p className={classes.marks}>{t('message.withdrawn')}</p>}
      {before && before.length > 0 && (
        <details className={classes.before}>
          <summary>{t('message.edited')}</summary>
          {before.map((text, index) => (
            <CitizenText key={index} text={text} className={classes.old} />
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

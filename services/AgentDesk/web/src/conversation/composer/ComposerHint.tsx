import { useTranslation } from 'react-i18next';
import { smsLength } from './smsLength';
import classes from './ComposerHint.module.css';

interface Props {
  id: string;
  obstacle: string | null;
  text: string;
  isSms: boolean;
}

const modifier = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

/** Under the text: why it cannot be sent, else how long it is, else how to send it. */
export function ComposerHint({ id, obstacle, text, isSms }: Props) {
  const { t } = useTranslation();
  const { characters, parts } = smsLength(text);

  if (obstacle) {
    return (
      <p id={id} className={classes.hint} data-obstacle>
        {obstacle}
      </p>
    );
  }
  return (
    <p id={id} className={classes.hint}>
      {isSms && text !== ''
        ? `${t('composer.characters', { count: characters })} · ${t('composer.parts', { count: parts })}`
        : t('composer.keys', { modifier })}
    </p>
  );
}

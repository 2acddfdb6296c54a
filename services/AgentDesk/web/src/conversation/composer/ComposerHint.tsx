import { useTranslation } from 'react-i18next';
import classes from './ComposerHint.module.css';
import type { ReplyBlock } from './route/replyBlock';
import { smsLength } from './smsLength';

interface Props {
  id: string;
  block: ReplyBlock | null;
  text: string;
  isSms: boolean;
}

const modifier = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

/** Below the text: why it cannot be sent, else the length of an SMS, else the key that sends it. */
export function ComposerHint({ id, block, text, isSms }: Props) {
  const { t } = useTranslation();

  function hint() {
    if (block) return t(`composer.blocked.${block}`);
    if (!isSms || text === '') return <span className={classes.keys}>{t('composer.keys', { modifier })}</span>;
    const { characters, parts } = smsLength(text);
    return `${t('composer.characters', { count: characters })} · ${t('composer.parts', { count: parts })}`;
  }

  return (
    <p id={id} className={classes.hint} data-blocked={block ?? undefined}>
      {hint()}
    </p>
  );
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatSignal } from '../../api/types';
import { readEvent } from '../../live/readEvent';
import { useStream } from '../../live/useStream';
import classes from './VisitorTyping.module.css';

interface Props {
  visitor: string;
}

const lasts = 10_000;

/** Says while the visitor is writing. Told by signs that are over by themselves, so that one that is lost does not stay. */
export function VisitorTyping({ visitor }: Props) {
  const { t } = useTranslation();
  const [told, setTold] = useState<object | null>(null);

  useStream('visitors', '/webchat/live', {
    onOpen: () => setTold(null),
    onEvent(event) {
      const signal = readEvent<ChatSignal>(event, 'signal');
      if (signal?.visitor === visitor) setTold(signal.sign === 'typing' ? {} : null);
    },
  });

  useEffect(() => {
    if (!told) return;
    const over = setTimeout(() => setTold(null), lasts);
    return () => clearTimeout(over);
  }, [told]);

  return (
    <p role="status" className={classes.typing}>
      {told ? t('conversation.visitorTyping') : ''}
    </p>
  );
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatSignal } from '../../api/types';
import { readEvent } from '../../live/readEvent';
import { useStream } from '../../live/useStream';
import classes from './VisitorTyping.module.css';

interface Props {
  visitor: string;
}

const expiry = 10_000;

/** Shows that a web chat visitor is typing. Each signal expires, so that a lost "stopped" does not leave it on. */
export function VisitorTyping({ visitor }: Props) {
  const { t } = useTranslation();
  const [typingSignal, setTypingSignal] = useState<ChatSignal | null>(null);

  useStream('visitors', '/webchat/live', {
    onOpen: () => setTypingSignal(null),
    onEvent(event) {
      const signal = readEvent<ChatSignal>(event, 'signal');
      if (signal?.visitor === visitor) setTypingSignal(signal.sign === 'typing' ? signal : null);
    },
  });

  useEffect(() => {
    if (!typingSignal) return;
    const timer = setTimeout(() => setTypingSignal(null), expiry);
    return () => clearTimeout(timer);
  }, [typingSignal]);

  return (
    <p role="status" className={classes.typing}>
      {typingSignal ? t('conversation.visitorTyping') : ''}
    </p>
  );
}

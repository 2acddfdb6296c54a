import { useTranslation } from 'react-i18next';
import { CallCard } from './CallCard';
import classes from './OpenCalls.module.css';
import { useOpenCalls } from './useOpenCalls';

interface Props {
  selected: string | null;
}

/** The calls in progress and the call-backs to make; empty if there are none. */
export function OpenCalls({ selected }: Props) {
  const { t } = useTranslation();
  const calls = useOpenCalls();

  // The region stays mounted, so that a screen reader announces new calls.
  return (
    <section className={classes.calls} aria-label={t('call.title')} aria-live="polite">
      {calls.length > 0 && (
        <ul className={classes.list}>
          {calls.map((call) => (
            <CallCard key={call.id} call={call} selected={call.conversationId === selected} />
          ))}
        </ul>
      )}
    </section>
  );
}

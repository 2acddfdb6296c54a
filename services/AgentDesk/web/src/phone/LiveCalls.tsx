import { useTranslation } from 'react-i18next';
import { LiveCall } from './LiveCall';
import classes from './LiveCalls.module.css';
import { useLiveCalls } from './useLiveCalls';

interface Props {
  selected: string | null;
}

/** Who is on the telephone now; nothing while nobody is. */
export function LiveCalls({ selected }: Props) {
  const { t } = useTranslation();
  const calls = useLiveCalls();

  // The region stays, so that a screen reader says what comes into it.
  return (
    <section className={classes.calls} aria-label={t('call.title')} aria-live="polite">
      {calls.length > 0 && (
        <ul className={classes.list}>
          {calls.map((call) => (
            <LiveCall key={call.id} call={call} selected={call.conversationId === selected} />
          ))}
        </ul>
      )}
    </section>
  );
}

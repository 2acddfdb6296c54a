import { useTranslation } from 'react-i18next';
import { CitizenPanel } from './CitizenPanel';
import classes from './CitizenPage.module.css';
import { useTimelineStream } from './timeline/useTimelineStream';

interface Props {
  citizenId: string;
}

/** A citizen with no conversation beside: who they are, and all that has been. */
export function CitizenPage({ citizenId }: Props) {
  const { t } = useTranslation();
  useTimelineStream(citizenId);
  return (
    <main className={classes.place} id="conversation" tabIndex={-1} aria-label={t('citizen.title')}>
      <CitizenPanel citizenId={citizenId} conversationId={null} />
    </main>
  );
}

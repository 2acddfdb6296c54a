import { useTranslation } from 'react-i18next';
import classes from './CitizenPage.module.css';
import { CitizenPanel } from './CitizenPanel';
import { useTimelineStream } from './timeline/useTimelineStream';

interface Props {
  citizenId: string;
}

/** A citizen's profile and timeline, on a page of their own. */
export function CitizenPage({ citizenId }: Props) {
  const { t } = useTranslation();
  useTimelineStream(citizenId);
  return (
    <main className={classes.page} id="conversation" tabIndex={-1} aria-label={t('citizen.title')}>
      <CitizenPanel citizenId={citizenId} conversationId={null} />
    </main>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { LoadMore } from '../../ui/LoadMore';
import { AsOfBanner } from './AsOfBanner';
import { AsOfPicker } from './AsOfPicker';
import classes from './Timeline.module.css';
import { TimelineEntry } from './TimelineEntry';
import { TimelineSkeleton } from './TimelineSkeleton';
import { useTimeline } from './useTimeline';

interface Props {
  citizenId: string;
  conversationId: string | null;
}

export function Timeline({ citizenId, conversationId }: Props) {
  const { t } = useTranslation();
  const [asOf, setAsOf] = useState<string | null>(null);
  const { query, entries } = useTimeline(citizenId, asOf);

  function content() {
    if (query.isPending) return <TimelineSkeleton />;
    if (query.isError && entries.length === 0) {
      return <ErrorState title={t('timeline.failed')} error={query.error} onRetry={() => void query.refetch()} />;
    }
    if (entries.length === 0) return <EmptyState title={asOf ? t('timeline.emptyAsOf') : t('timeline.empty')} />;
    return (
      <>
        <ol className={classes.entries}>
          {entries.map((entry) => (
            <TimelineEntry key={entry.id} entry={entry} current={entry.conversationId === conversationId} />
          ))}
        </ol>
        <LoadMore label={t('timeline.more')} query={query} />
      </>
    );
  }

  return (
    <section className={classes.timeline} aria-label={t('timeline.title')}>
      <header className={classes.head}>
        <h2 className={classes.title}>{t('timeline.title')}</h2>
        <AsOfPicker onChoose={setAsOf} />
      </header>
      {asOf && <AsOfBanner asOf={asOf} onNow={() => setAsOf(null)} />}
      <div className={classes.scroll} data-past={asOf ? true : undefined}>
        {content()}
      </div>
    </section>
  );
}

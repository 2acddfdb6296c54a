import { IconArchive, IconCircleCheck, IconFilterOff } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { LoadMore } from '../../ui/LoadMore';
import { isFiltered, defaultFilter, type InboxFilter } from '../inboxFilter';
import type { InboxList } from '../useInbox';
import classes from './Inbox.module.css';
import { InboxFilters } from './InboxFilters';
import { InboxItem } from './InboxItem';
import { InboxSkeleton } from './InboxSkeleton';

interface Props {
  list: InboxList;
  filter: InboxFilter;
  onFilter: (filter: InboxFilter) => void;
  selected: string | null;
}

export function Inbox({ list, filter, onFilter, selected }: Props) {
  const { t } = useTranslation();
  const { query, conversations } = list;

  function empty() {
    if (isFiltered(filter)) {
      return (
        <EmptyState title={t('inbox.emptyFilter')} hint={t('inbox.emptyFilterHint')} icon={<IconFilterOff stroke={1.4} />}>
          <Button variant="light" onClick={() => onFilter({ ...defaultFilter, status: filter.status })}>
            {t('inbox.clearFilter')}
          </Button>
        </EmptyState>
      );
    }
    return filter.status === 'open' ? (
      <EmptyState title={t('inbox.emptyOpen')} hint={t('inbox.emptyOpenHint')} icon={<IconCircleCheck stroke={1.4} />} />
    ) : (
      <EmptyState title={t('inbox.emptyClosed')} hint={t('inbox.emptyClosedHint')} icon={<IconArchive stroke={1.4} />} />
    );
  }

  function content() {
    if (query.isPending) return <InboxSkeleton />;
    if (query.isError && conversations.length === 0) {
      return <ErrorState title={t('inbox.failed')} error={query.error} onRetry={() => void query.refetch()} />;
    }
    if (conversations.length === 0 && !query.hasNextPage) return empty();
    return (
      <>
        <ul className={classes.list} aria-busy={query.isPlaceholderData}>
          {conversations.map((summary) => (
            <InboxItem key={summary.id} summary={summary} selected={summary.id === selected} />
          ))}
        </ul>
        <LoadMore label={t('inbox.more')} query={query} />
      </>
    );
  }

  return (
    <nav className={classes.inbox} aria-label={t('inbox.title')}>
      <InboxFilters filter={filter} onFilter={onFilter} />
      <div className={classes.scroll}>{content()}</div>
    </nav>
  );
}

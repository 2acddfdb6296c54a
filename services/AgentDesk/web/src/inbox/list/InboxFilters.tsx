import { CloseButton, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channels, useChannelName } from '../../ui/channelName';
import type { AssignmentFilter, InboxFilter } from '../inboxFilter';
import classes from './InboxFilters.module.css';

export const searchFieldId = 'inbox-search';

interface Props {
  filter: InboxFilter;
  onFilter: (filter: InboxFilter) => void;
}

export function InboxFilters({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const [search, setSearch] = useState(filter.search);
  const debouncedSearch = useDebouncedCallback((text: string) => onFilter({ ...filter, search: text.trim() }), 250);

  useEffect(() => {
    if (filter.search === '') setSearch('');
  }, [filter]);

  function changeSearch(text: string) {
    setSearch(text);
    debouncedSearch(text);
  }

  return (
    <div className={classes.filters} role="search" aria-label={t('inbox.searchHint')}>
      <TextInput
        id={searchFieldId}
        aria-label={t('inbox.searchHint')}
        placeholder={t('inbox.searchHint')}
        leftSection={<IconSearch size={16} stroke={1.6} />}
        rightSection={
          search && <CloseButton size="sm" aria-label={t('inbox.clearSearch')} onClick={() => changeSearch('')} />
        }
        value={search}
        onChange={(event) => changeSearch(event.currentTarget.value)}
      />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('inbox.status')}
        value={filter.status}
        onChange={(status) => onFilter({ ...filter, status })}
        data={[
          { value: 'open', label: t('inbox.open') },
          { value: 'closed', label: t('inbox.closed') },
        ]}
      />
      <div className={classes.row}>
        <NativeSelect
          size="xs"
          aria-label={t('inbox.assignment')}
          value={filter.assignment}
          onChange={(event) => onFilter({ ...filter, assignment: event.currentTarget.value as AssignmentFilter })}
          data={[
            { value: 'all', label: t('inbox.all') },
            { value: 'mine', label: t('inbox.mine') },
            { value: 'unassigned', label: t('inbox.unassigned') },
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={t('inbox.channel')}
          value={filter.channel ?? ''}
          onChange={(event) => onFilter({ ...filter, channel: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: t('channel.any') },
            ...channels.map((channel) => ({ value: channel, label: channelName(channel) })),
          ]}
        />
      </div>
    </div>
  );
}

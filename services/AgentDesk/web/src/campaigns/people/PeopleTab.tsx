import { Button, Select, Table } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnrolmentStatus } from '../../api/campaignReports';
import type { Campaign } from '../../api/campaignTypes';
import { EmptyNote } from '../../ui/EmptyNote';
import { FailureNote } from '../../ui/FailureNote';
import { LoadMore } from '../../ui/LoadMore';
import classes from './PeopleTab.module.css';
import { EnrolmentRow } from './EnrolmentRow';
import { useExportPeople } from './useExportPeople';
import { useEnrolments } from './useEnrolments';
import { useProgress } from '../progress/useProgress';
import { useStopEnrolment } from './useStopEnrolment';

interface Props {
  campaign: Campaign;
}

const statuses: EnrolmentStatus[] = ['active', 'held-out', 'handed-over', 'finished', 'stopped'];
const columns = ['person', 'status', 'step', 'channel', 'answer', 'since'] as const;

export function People({ campaign }: Props) {
  const { t } = useTranslation();
  const [status, setStatus] = useState<EnrolmentStatus | undefined>();
  const { query, people } = useEnrolments(campaign.id, status);
  const stopping = useStopEnrolment(campaign.id);
  const saving = useExportPeople(campaign);
  // Followed here too: people move on while one looks.
  useProgress(campaign.id);

  function content() {
    if (query.isPending) return null;
    if (query.isError && people.length === 0) {
      return <FailureNote title={t('campaigns.people.failed')} error={query.error} onRetry={() => void query.refetch()} />;
    }
    if (people.length === 0) return <EmptyNote title={t('campaigns.people.nobody')} />;
    return (
      <>
        <Table.ScrollContainer minWidth={720}>
          <Table verticalSpacing={9} horizontalSpacing={14} fz="sm" aria-label={t('campaigns.tab.people')}>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column) => (
                  <Table.Th key={column}>{t(`campaigns.people.${column}`)}</Table.Th>
                ))}
                <Table.Th aria-label={t('campaigns.people.stop')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {people.map((person) => (
                <EnrolmentRow
                  key={person.id}
                  person={person}
                  definition={campaign.definition}
                  busy={stopping.isPending}
                  onStop={() => stopping.stop(person.id)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {query.hasNextPage && (
          <LoadMore label={t('inbox.more')} loading={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
        )}
      </>
    );
  }

  return (
    <section className={classes.people} aria-label={t('campaigns.tab.people')}>
      <header className={classes.head}>
        <Select
          size="sm"
          w={220}
          aria-label={t('campaigns.people.status')}
          value={status ?? ''}
          allowDeselect={false}
          onChange={(value) => setStatus(statuses.find((one) => one === value))}
          data={[
            { value: '', label: t('campaigns.people.everybody') },
            ...statuses.map((one) => ({ value: one, label: t(`campaigns.enrolmentStatus.${one}`) })),
          ]}
        />
        <Button size="sm" variant="default" leftSection={<IconDownload size={16} />} loading={saving.isPending} onClick={saving.save}>
          {t('campaigns.people.export')}
        </Button>
      </header>
      {content()}
    </section>
  );
}

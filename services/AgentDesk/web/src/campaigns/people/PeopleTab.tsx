import { Button, Select, Table } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnrolmentStatus } from '../../api/campaignReports';
import type { Campaign } from '../../api/campaignTypes';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { LoadMore } from '../../ui/LoadMore';
import { useProgress } from '../progress/useProgress';
import { EnrolmentRow } from './EnrolmentRow';
import classes from './PeopleTab.module.css';
import { useEnrolments } from './useEnrolments';
import { useExportPeople } from './useExportPeople';
import { useStopEnrolment } from './useStopEnrolment';

interface Props {
  campaign: Campaign;
}

const statuses: EnrolmentStatus[] = ['active', 'held-out', 'handed-over', 'finished', 'stopped'];
const columns = ['person', 'status', 'step', 'channel', 'answer', 'since'] as const;

/** The citizens enrolled in a campaign, now or earlier. */
export function PeopleTab({ campaign }: Props) {
  const { t } = useTranslation();
  const [status, setStatus] = useState<EnrolmentStatus | undefined>();
  const { query, enrolments } = useEnrolments(campaign.id, status);
  const { stop, isPending: isStopping } = useStopEnrolment(campaign.id);
  const { exportPeople, isPending: isExporting } = useExportPeople(campaign);
  // Its stream refreshes the list too.
  useProgress(campaign.id);

  function content() {
    if (query.isPending) return null;
    if (query.isError && enrolments.length === 0) {
      return <ErrorState title={t('campaigns.people.failed')} error={query.error} onRetry={() => void query.refetch()} />;
    }
    if (enrolments.length === 0) return <EmptyState title={t('campaigns.people.nobody')} />;
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
              {enrolments.map((enrolment) => (
                <EnrolmentRow
                  key={enrolment.id}
                  enrolment={enrolment}
                  definition={campaign.definition}
                  busy={isStopping}
                  onStop={() => stop(enrolment.id)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <LoadMore label={t('inbox.more')} query={query} />
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
        <Button size="sm" variant="default" leftSection={<IconDownload size={16} />} loading={isExporting} onClick={exportPeople}>
          {t('campaigns.people.export')}
        </Button>
      </header>
      {content()}
    </section>
  );
}

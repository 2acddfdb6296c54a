import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListReport } from '../../api/campaignReports';
import { KeyFigures } from '../charts/KeyFigures';

interface Props {
  report: ListReport;
}

const maxRows = 50;

export function ListReportView({ report }: Props) {
  const { t } = useTranslation();
  const { lines, citizens, twice, refusedCount, refused } = report;
  return (
    <>
      <KeyFigures
        figures={[
          { name: t('campaigns.list.lines'), value: lines },
          { name: t('campaigns.list.citizens'), value: citizens, tone: 'strong' },
          { name: t('campaigns.list.duplicates'), value: twice },
          { name: t('campaigns.list.rejected'), value: refusedCount, tone: 'alert' },
        ]}
      />
      {refused.length > 0 && (
        <Table verticalSpacing={6} fz="sm" aria-label={t('campaigns.list.rejected')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={90}>{t('campaigns.list.line')}</Table.Th>
              <Table.Th>{t('campaigns.list.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {refused.slice(0, maxRows).map(({ line, says }) => (
              <Table.Tr key={line}>
                <Table.Td>{line}</Table.Td>
                <Table.Td>{says}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          {refusedCount > maxRows && <Table.Caption>{t('campaigns.list.more', { count: refusedCount - maxRows })}</Table.Caption>}
        </Table>
      )}
    </>
  );
}

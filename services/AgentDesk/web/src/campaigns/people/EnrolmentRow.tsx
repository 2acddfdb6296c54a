import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Enrolment } from '../../api/campaignReports';
import type { CampaignDefinition } from '../../api/campaignTypes';
import { localeOf } from '../../i18n/i18n';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { useChannelName } from '../../ui/channelName';
import { ConfirmButton } from '../../ui/ConfirmButton';
import { RelativeTime } from '../../ui/time/RelativeTime';
import { answerLabel } from '../progress/answerLabel';
import { CitizenLink } from './CitizenLink';
import classes from './PeopleTab.module.css';

interface Props {
  enrolment: Enrolment;
  definition: CampaignDefinition;
  busy: boolean;
  onStop: () => void;
}

export function EnrolmentRow({ enrolment, definition, busy, onStop }: Props) {
  const { t, i18n } = useTranslation();
  const channelName = useChannelName();
  const { citizenId, status, step, outcome, channel, rule, branch, dueAt, begunAt, sentAt, endedAt } = enrolment;
  const dateTime = new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'short', timeStyle: 'short' });

  return (
    <Table.Tr>
      <Table.Td>
        <CitizenLink citizenId={citizenId} />
      </Table.Td>
      <Table.Td>
        <span className={classes.status} data-status={status}>
          {t(`campaigns.enrolmentStatus.${status}`)}
        </span>
        {outcome && <span className={classes.more}>{t(`campaigns.outcome.${outcome}`, { defaultValue: outcome })}</span>}
        {status === 'active' && rule && (
          <span className={classes.more}>{t('campaigns.people.heldBackBy', { rule: t(`campaigns.rule.${rule}`, { defaultValue: rule }) })}</span>
        )}
      </Table.Td>
      <Table.Td>
        <code className={classes.step}>{step}</code>
        {status === 'active' && dueAt && (
          <span className={classes.more}>{t('campaigns.people.due', { time: dateTime.format(Date.parse(dueAt)) })}</span>
        )}
      </Table.Td>
      <Table.Td>
        {channel && (
          <span className={classes.channel}>
            <ChannelIcon channel={channel} size={15} />
            {channelName(channel)}
          </span>
        )}
      </Table.Td>
      <Table.Td>{branch && answerLabel(branch, 'choice', definition, i18n.language)}</Table.Td>
      <Table.Td>
        <RelativeTime at={endedAt ?? sentAt ?? begunAt} className={classes.time} />
      </Table.Td>
      <Table.Td ta="end">
        {(status === 'active' || status === 'held-out') && (
          <ConfirmButton
            small
            dangerous
            label={t('campaigns.people.stop')}
            question={t('campaigns.people.stopQuestion')}
            confirm={t('campaigns.people.stopConfirm')}
            disabled={busy}
            onConfirm={onStop}
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

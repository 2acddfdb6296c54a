import { useTranslation } from 'react-i18next';
import type { Rehearsal } from '../../api/campaignReports';
import { localeOf } from '../../i18n/i18n';
import { ChartSection } from '../charts/ChartSection';
import classes from '../charts/Columns.module.css';
import { costWords } from '../charts/costWords';
import { Examples } from './Examples';
import { Numbers } from '../charts/Numbers';

interface Props {
  rehearsal: Rehearsal;
}

export function RehearsalView({ rehearsal }: Props) {
  const { t, i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  const dayName = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const { occasions, people, reached, heldOut, messages, cost, days, heldBack, examples } = rehearsal;
  return (
    <>
      <Numbers
        numbers={[
          { name: t('campaigns.rehearsal.occasions'), value: occasions },
          { name: t('campaigns.rehearsal.people'), value: people },
          { name: t('campaigns.rehearsal.reached'), value: reached, tone: 'strong' },
          { name: t('campaigns.preview.heldOut'), value: heldOut },
          { name: t('campaigns.rehearsal.messages'), value: messages },
          { name: t('campaigns.preview.cost'), value: costWords(cost, locale) },
        ]}
      />
      <div className={classes.columns}>
        <ChartSection
          title={t('campaigns.rehearsal.perDay')}
          none={t('campaigns.rehearsal.noMessages')}
          bars={days.map(({ date, messages: sent }) => ({ key: date, label: dayName.format(Date.parse(date)), value: sent }))}
        />
        <ChartSection
          title={t('campaigns.rehearsal.heldBack')}
          none={t('campaigns.preview.noRules')}
          bars={heldBack.map(({ rule, says, times }) => ({ key: rule, label: says, value: times, tone: 'waiting' }))}
        />
      </div>
      <Examples examples={examples} />
      <p className={classes.none}>{t('campaigns.rehearsal.assumes')}</p>
    </>
  );
}

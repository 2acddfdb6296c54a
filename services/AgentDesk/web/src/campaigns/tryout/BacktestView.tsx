import { useTranslation } from 'react-i18next';
import type { Backtest } from '../../api/campaignReports';
import { localeOf } from '../../i18n/i18n';
import { ChartSection } from '../charts/ChartSection';
import classes from '../charts/Columns.module.css';
import { formatCost } from '../charts/formatCost';
import { KeyFigures } from '../charts/KeyFigures';
import { ExampleMessages } from './ExampleMessages';

interface Props {
  backtest: Backtest;
}

export function BacktestView({ backtest }: Props) {
  const { t, i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  const dayName = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const { occasions, people, reached, heldOut, messages, cost, days, heldBack, examples } = backtest;
  return (
    <>
      <KeyFigures
        figures={[
          { name: t('campaigns.backtest.triggers'), value: occasions },
          { name: t('campaigns.backtest.people'), value: people },
          { name: t('campaigns.backtest.reached'), value: reached, tone: 'strong' },
          { name: t('campaigns.preview.heldOut'), value: heldOut },
          { name: t('campaigns.backtest.messages'), value: messages },
          { name: t('campaigns.preview.cost'), value: formatCost(cost, locale) },
        ]}
      />
      <div className={classes.columns}>
        <ChartSection
          title={t('campaigns.backtest.perDay')}
          emptyText={t('campaigns.backtest.noMessages')}
          bars={days.map(({ date, messages: sent }) => ({ key: date, label: dayName.format(Date.parse(date)), value: sent }))}
        />
        <ChartSection
          title={t('campaigns.backtest.heldBack')}
          emptyText={t('campaigns.preview.noRules')}
          bars={heldBack.map(({ rule, says, times }) => ({ key: rule, label: says, value: times, tone: 'waiting' }))}
        />
      </div>
      <ExampleMessages examples={examples} />
      <p className={classes.emptyText}>{t('campaigns.backtest.assumes')}</p>
    </>
  );
}

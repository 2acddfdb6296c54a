import { useTranslation } from 'react-i18next';
import type { Preview, PreviewCount } from '../../api/campaignReports';
import { languageName } from '../../format/languageName';
import { localeOf } from '../../i18n/i18n';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { useChannelName } from '../../ui/channelName';
import type { Bar } from '../charts/BarChart';
import { ChartSection } from '../charts/ChartSection';
import classes from '../charts/Columns.module.css';
import { formatCost } from '../charts/formatCost';
import { KeyFigures } from '../charts/KeyFigures';
import { ExampleMessages } from './ExampleMessages';

interface Props {
  preview: Preview;
}

export function PreviewView({ preview }: Props) {
  const { t, i18n } = useTranslation();
  const channelName = useChannelName();
  const locale = localeOf(i18n.language);
  const { matching, reached, held, refused, heldOut, cost, channels, languages, rules, examples } = preview;

  const figure = ({ people, cost: price }: PreviewCount) =>
    price > 0 ? `${people.toLocaleString(locale)} · ${formatCost(price, locale)}` : people.toLocaleString(locale);

  const ruleBars: Bar[] = rules.map(({ code, says, isForGood, people }) => ({
    key: `${code}/${isForGood}`,
    label: says,
    hint: t(isForGood ? 'campaigns.preview.forGood' : 'campaigns.preview.forNow'),
    value: people,
    tone: isForGood ? 'alert' : 'waiting',
  }));

  return (
    <>
      <KeyFigures
        figures={[
          { name: t('campaigns.preview.matching'), value: matching },
          { name: t('campaigns.preview.reached'), value: reached, tone: 'strong' },
          { name: t('campaigns.preview.held'), value: held, tone: 'waiting' },
          { name: t('campaigns.preview.refused'), value: refused, tone: 'alert' },
          { name: t('campaigns.preview.heldOut'), value: heldOut },
          { name: t('campaigns.preview.cost'), value: formatCost(cost, locale) },
        ]}
      />
      <div className={classes.columns}>
        <ChartSection
          title={t('campaigns.preview.channels')}
          emptyText={t('campaigns.preview.nobody')}
          max={matching}
          bars={channels.map((count) => ({
            key: count.name,
            label: (
              <>
                <ChannelIcon channel={count.name} size={15} /> {channelName(count.name)}
              </>
            ),
            value: count.people,
            valueText: figure(count),
          }))}
        />
        <ChartSection
          title={t('campaigns.preview.languages')}
          emptyText={t('campaigns.preview.nobody')}
          max={matching}
          bars={languages.map((count) => ({
            key: count.name,
            label: languageName(count.name, i18n.language),
            value: count.people,
            valueText: figure(count),
            tone: 'soft',
          }))}
        />
      </div>
      <ChartSection title={t('campaigns.preview.rules')} emptyText={t('campaigns.preview.noRules')} bars={ruleBars} max={matching} />
      <ExampleMessages examples={examples} />
    </>
  );
}

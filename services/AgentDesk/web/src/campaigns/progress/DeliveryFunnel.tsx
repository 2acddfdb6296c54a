import { useTranslation } from 'react-i18next';
import type { SentMessages } from '../../api/campaignReports';
import { localeOf } from '../../i18n/i18n';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { useChannelName } from '../../ui/channelName';
import { BarChart, type Bar } from '../charts/BarChart';
import { formatPercent } from '../charts/percent';
import { Section } from '../Section';
import classes from './DeliveryFunnel.module.css';
import { reportsStage } from './reportsStage';
import { sortBySteps } from './sortBySteps';

interface Props {
  messages: SentMessages[];
  steps: string[];
}

const stages = [
  { stage: 'written', tone: 'accent' },
  { stage: 'delivered', tone: 'accent' },
  { stage: 'read', tone: 'soft' },
  { stage: 'failed', tone: 'alert' },
] as const;

/** How far the messages of each step and channel came; each bar is a share of those written. */
export function DeliveryFunnel({ messages, steps }: Props) {
  const { t, i18n } = useTranslation();
  const channelName = useChannelName();
  const locale = localeOf(i18n.language);

  function bars(sent: SentMessages): Bar[] {
    return stages
      .filter(({ stage }) => reportsStage(sent, stage))
      .map(({ stage, tone }) => {
        const count = sent[stage].toLocaleString(locale);
        return {
          key: stage,
          label: t(`campaigns.progress.stage.${stage}`),
          value: sent[stage],
          valueText: stage === 'written' ? count : `${count} · ${formatPercent(sent[stage], sent.written, locale)}`,
          tone,
        };
      });
  }

  return (
    <Section title={t('campaigns.progress.funnel')} hint={t('campaigns.progress.funnelHint')}>
      {messages.length === 0 ? (
        <p className={classes.emptyText}>{t('campaigns.progress.noMessages')}</p>
      ) : (
        <div className={classes.grid}>
          {sortBySteps(messages, steps).map((sent) => (
            <div key={`${sent.step}/${sent.channel}`}>
              <h3 className={classes.heading}>
                <ChannelIcon channel={sent.channel} size={16} />
                {channelName(sent.channel)}
                <code className={classes.step}>{sent.step}</code>
              </h3>
              <BarChart label={`${sent.step}, ${channelName(sent.channel)}`} bars={bars(sent)} max={sent.written} />
            </div>
          ))}
        </div>
      )}
    </Section>
  );
}

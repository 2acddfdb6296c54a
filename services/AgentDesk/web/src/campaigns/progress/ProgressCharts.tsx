import { useTranslation } from 'react-i18next';
import type { Progress } from '../../api/campaignReports';
import type { CampaignDefinition } from '../../api/campaignTypes';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { ChartSection } from '../charts/ChartSection';
import classes from '../charts/Columns.module.css';
import { Section } from '../Section';
import { answerLabel } from './answerLabel';

interface Props {
  progress: Progress;
  definition: CampaignDefinition;
}

/** Outcomes, answers, and messages held back by rules. */
export function ProgressCharts({ progress: { people, outcomes, answers, refused }, definition }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <div className={classes.columns}>
        <Section title={t('campaigns.progress.outcomes')}>
          <ChartSection
            title={t('campaigns.progress.outcomesHint')}
            emptyText={t('campaigns.progress.noOutcomes')}
            max={people}
            bars={outcomes.map(({ name, people: count }) => ({
              key: name,
              label: t(`campaigns.outcome.${name}`, { defaultValue: name }),
              value: count,
            }))}
          />
        </Section>
        <Section title={t('campaigns.progress.answers')}>
          <ChartSection
            title={t('campaigns.progress.answersHint')}
            emptyText={t('campaigns.progress.noAnswers')}
            bars={answers.map(({ step, kind, branch, channel, people: count }) => ({
              key: `${step}/${kind}/${branch ?? ''}/${channel}`,
              label: (
                <>
                  <ChannelIcon channel={channel} size={15} />
                  {branch ? answerLabel(branch, kind, definition, i18n.language) : t('campaigns.progress.otherAnswer')}
                </>
              ),
              hint: t('campaigns.progress.atStep', { step, kind: t(`campaigns.answerKind.${kind}`, { defaultValue: kind }) }),
              value: count,
              tone: branch ? 'accent' : 'muted',
            }))}
          />
        </Section>
      </div>
      <Section title={t('campaigns.progress.refused')}>
        <ChartSection
          title={t('campaigns.progress.refusedHint')}
          emptyText={t('campaigns.progress.noRefusals')}
          max={people}
          bars={refused.map(({ step, rule, says, people: count }) => ({
            key: `${step}/${rule}/${says}`,
            label: says,
            hint: t('campaigns.progress.ofStep', { step }),
            value: count,
            tone: 'waiting',
          }))}
        />
      </Section>
    </>
  );
}

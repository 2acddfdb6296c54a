import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignDefinition } from '../../../api/campaignTypes';
import { languagesOf } from '../../localizedText';
import { StepCard } from './StepCard';
import classes from './StepList.module.css';
import { transitionsOf } from './transitions';

interface Props {
  campaign: CampaignDefinition;
}

/** The steps of a campaign in order, each with its transitions. */
export function StepList({ campaign }: Props) {
  const { t, i18n } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const { steps } = campaign;
  const languages = languagesOf(campaign);
  const preferred = chosen ?? i18n.language;
  const language = languages.includes(preferred) ? preferred : (languages[0] ?? 'en');

  return (
    <section className={classes.steps} aria-label={t('campaigns.steps.title')}>
      <header className={classes.head}>
        <h2 className={classes.title}>{t('campaigns.steps.title')}</h2>
        {languages.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t('campaigns.steps.language')}
            value={language}
            onChange={setChosen}
            data={languages.map((tag) => ({ value: tag, label: tag.toUpperCase() }))}
          />
        )}
      </header>
      <ol className={classes.list}>
        {steps.map((step, index) => (
          <StepCard
            key={`${index}/${step.id}`}
            step={step}
            number={index + 1}
            transitions={transitionsOf(index, steps, language)}
            language={language}
            highlighted={highlighted === step.id}
            onHighlight={setHighlighted}
          />
        ))}
      </ol>
    </section>
  );
}

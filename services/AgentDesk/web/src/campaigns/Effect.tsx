import { useTranslation } from 'react-i18next';
import type { ProgressEffect } from '../api/campaignReports';
import { localeOf } from '../i18n/i18n';
import { Bars } from './Bars';
import { Section } from './Section';
import { pointsWords, shareOf, shareWords } from './shares';

interface Props {
  effect: ProgressEffect;
}

/** Whether it changed anything: those who were written to, beside those who were held out. */
export function Effect({ effect: { treated, treatedHeard, heldOut, heldOutHeard, difference } }: Props) {
  const { t, i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  const shown = (heard: number, of: number) => `${heard.toLocaleString(locale)} / ${of.toLocaleString(locale)} · ${shareWords(heard, of, locale)}`;
  return (
    <Section
      title={t('campaigns.progress.effect')}
      hint={t('campaigns.progress.effectHint', { points: pointsWords(difference, locale) })}
    >
      <Bars
        label={t('campaigns.progress.effect')}
        most={1}
        bars={[
          { key: 'treated', label: t('campaigns.progress.treated'), value: shareOf(treatedHeard, treated), shown: shown(treatedHeard, treated) },
          {
            key: 'held-out',
            label: t('campaigns.progress.heldOut'),
            value: shareOf(heldOutHeard, heldOut),
            shown: shown(heldOutHeard, heldOut),
            tone: 'muted',
          },
        ]}
      />
    </Section>
  );
}

import { useTranslation } from 'react-i18next';
import type { ProgressEffect } from '../../api/campaignReports';
import { localeOf } from '../../i18n/i18n';
import { Bars } from '../charts/Bars';
import { Section } from '../Section';
import { pointsWords, shareOf, shareWords } from '../charts/shares';

interface Props {
  effect: ProgressEffect;
}

/** Whether it changed anything: those who were written to, beside those who were held out. */
export function Effect({ effect: { treated, treatedHeard, heldOut, heldOutHeard, difference, low, high } }: Props) {
  const { t, i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  const shown = (heard: number, of: number) => `${heard.toLocaleString(locale)} / ${of.toLocaleString(locale)} · ${shareWords(heard, of, locale)}`;
  const known = low > 0 || high < 0;
  return (
    <Section
      title={t('campaigns.progress.effect')}
      hint={t(known ? 'campaigns.progress.effectHint' : 'campaigns.progress.effectUnknown', {
        points: pointsWords(difference, locale),
        low: pointsWords(low, locale),
        high: pointsWords(high, locale),
      })}
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

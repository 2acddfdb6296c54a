import { useTranslation } from 'react-i18next';
import type { ProgressEffect } from '../../api/campaignReports';
import { localeOf } from '../../i18n/i18n';
import { BarChart } from '../charts/BarChart';
import { Section } from '../Section';
import { formatPoints, shareOf, formatShare } from '../charts/percent';

interface Props {
  effect: ProgressEffect;
}

/** Whether it changed anything: those who were written to, beside those who were held out. */
export function EffectSection({ effect: { treated, treatedHeard, heldOut, heldOutHeard, difference, low, high } }: Props) {
  const { t, i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  const shown = (heard: number, of: number) => `${heard.toLocaleString(locale)} / ${of.toLocaleString(locale)} · ${formatShare(heard, of, locale)}`;
  const known = low > 0 || high < 0;
  return (
    <Section
      title={t('campaigns.progress.effect')}
      hint={t(known ? 'campaigns.progress.effectHint' : 'campaigns.progress.effectUnknown', {
        points: formatPoints(difference, locale),
        low: formatPoints(low, locale),
        high: formatPoints(high, locale),
      })}
    >
      <BarChart
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

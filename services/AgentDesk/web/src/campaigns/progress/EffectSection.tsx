import { useTranslation } from 'react-i18next';
import type { ProgressEffect } from '../../api/campaignReports';
import { localeOf } from '../../i18n/i18n';
import { BarChart } from '../charts/BarChart';
import { formatPoints, ratioOf, formatPercent } from '../charts/percent';
import { Section } from '../Section';

interface Props {
  effect: ProgressEffect;
}

/** Whether the campaign changed anything: those written to, compared with the control group. */
export function EffectSection({ effect: { treated, treatedHeard, heldOut, heldOutHeard, difference, low, high } }: Props) {
  const { t, i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  const counts = (part: number, whole: number) =>
    `${part.toLocaleString(locale)} / ${whole.toLocaleString(locale)} · ${formatPercent(part, whole, locale)}`;
  const isSignificant = low > 0 || high < 0;
  return (
    <Section
      title={t('campaigns.progress.effect')}
      hint={t(isSignificant ? 'campaigns.progress.effectHint' : 'campaigns.progress.effectUnknown', {
        points: formatPoints(difference, locale),
        low: formatPoints(low, locale),
        high: formatPoints(high, locale),
      })}
    >
      <BarChart
        label={t('campaigns.progress.effect')}
        max={1}
        bars={[
          { key: 'treated', label: t('campaigns.progress.treated'), value: ratioOf(treatedHeard, treated), valueText: counts(treatedHeard, treated) },
          {
            key: 'held-out',
            label: t('campaigns.progress.heldOut'),
            value: ratioOf(heldOutHeard, heldOut),
            valueText: counts(heldOutHeard, heldOut),
            tone: 'muted',
          },
        ]}
      />
    </Section>
  );
}

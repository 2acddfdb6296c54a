import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n';
import classes from './BarChart.module.css';
import { shareOf } from './percent';

export interface Bar {
  key: string;
  label: ReactNode;
  hint?: string | undefined;
  value: number;
  /** What stands at its end instead of the value. */
  shown?: string | undefined;
  tone?: 'accent' | 'soft' | 'muted' | 'waiting' | 'alert' | undefined;
}

interface Props {
  label: string;
  bars: Bar[];
  /** What a whole bar is; the longest, where it is not said. */
  most?: number | undefined;
}

/** Lengths to be compared, each with its figure. */
export function BarChart({ label, bars, most }: Props) {
  const { i18n } = useTranslation();
  const whole = most ?? Math.max(0, ...bars.map(({ value }) => value));
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map(({ key, label: name, hint, value, shown, tone = 'accent' }) => (
        <li key={key} className={classes.row}>
          <span className={classes.label}>{name}</span>
          <span className={classes.value}>{shown ?? value.toLocaleString(localeOf(i18n.language))}</span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.bar} data-tone={tone} style={{ inlineSize: `${shareOf(value, whole) * 100}%` }} />
          </span>
          {hint && <span className={classes.hint}>{hint}</span>}
        </li>
      ))}
    </ul>
  );
}

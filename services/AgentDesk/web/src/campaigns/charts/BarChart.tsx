import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n';
import classes from './BarChart.module.css';
import { ratioOf } from './percent';

export interface Bar {
  key: string;
  label: ReactNode;
  hint?: string | undefined;
  value: number;
  /** Shown instead of the value. */
  valueText?: string | undefined;
  tone?: 'accent' | 'soft' | 'muted' | 'waiting' | 'alert' | undefined;
}

interface Props {
  label: string;
  bars: Bar[];
  /** The value of a full-length bar; the largest value if omitted. */
  max?: number | undefined;
}

/** Horizontal bars, each with its value. */
export function BarChart({ label, bars, max }: Props) {
  const { i18n } = useTranslation();
  const fullLength = max ?? Math.max(0, ...bars.map(({ value }) => value));
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map(({ key, label: name, hint, value, valueText, tone = 'accent' }) => (
        <li key={key} className={classes.row}>
          <span className={classes.label}>{name}</span>
          <span className={classes.value}>{valueText ?? value.toLocaleString(localeOf(i18n.language))}</span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.bar} data-tone={tone} style={{ inlineSize: `${ratioOf(value, fullLength) * 100}%` }} />
          </span>
          {hint && <span className={classes.hint}>{hint}</span>}
        </li>
      ))}
    </ul>
  );
}

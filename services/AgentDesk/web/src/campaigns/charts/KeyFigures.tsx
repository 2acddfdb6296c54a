import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n';
import classes from './KeyFigures.module.css';

export interface KeyFigure {
  name: string;
  value: number | string;
  tone?: 'strong' | 'alert' | 'waiting' | undefined;
}

interface Props {
  figures: KeyFigure[];
}

/** A few figures side by side. */
export function KeyFigures({ figures }: Props) {
  const { i18n } = useTranslation();
  return (
    <dl className={classes.figures}>
      {figures.map(({ name, value, tone }) => (
        <div key={name} className={classes.figure} data-tone={value === 0 ? undefined : tone}>
          <dt>{name}</dt>
          <dd>{typeof value === 'number' ? value.toLocaleString(localeOf(i18n.language)) : value}</dd>
        </div>
      ))}
    </dl>
  );
}

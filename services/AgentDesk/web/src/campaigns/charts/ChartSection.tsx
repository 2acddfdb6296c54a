import classes from './Columns.module.css';
import { BarChart, type Bar } from './BarChart';

interface Props {
  title: string;
  bars: Bar[];
  most?: number | undefined;
  /** What is said where there is nothing to draw. */
  none: string;
}

/** BarChart with a heading. */
export function ChartSection({ title, bars, most, none }: Props) {
  return (
    <div>
      <h3 className={classes.heading}>{title}</h3>
      {bars.length > 0 ? <BarChart label={title} bars={bars} most={most} /> : <p className={classes.none}>{none}</p>}
    </div>
  );
}

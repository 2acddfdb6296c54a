import { BarChart, type Bar } from './BarChart';
import classes from './Columns.module.css';

interface Props {
  title: string;
  bars: Bar[];
  max?: number | undefined;
  /** Shown if there are no bars. */
  emptyText: string;
}

/** A bar chart with a heading. */
export function ChartSection({ title, bars, max, emptyText }: Props) {
  return (
    <div>
      <h3 className={classes.heading}>{title}</h3>
      {bars.length > 0 ? <BarChart label={title} bars={bars} max={max} /> : <p className={classes.emptyText}>{emptyText}</p>}
    </div>
  );
}

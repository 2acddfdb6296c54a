import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface Props {
  title: string;
  hint?: string | undefined;
  icon?: ReactNode;
  alert?: boolean;
  /** Whether the title is the heading of the page. */
  heading?: boolean;
  children?: ReactNode;
}

/** Fills an area that has nothing to show, and explains why. */
export function EmptyState({ title, hint, icon, alert = false, heading = false, children }: Props) {
  return (
    <div className={classes.state} role={alert ? 'alert' : undefined}>
      {icon && <div className={classes.icon}>{icon}</div>}
      {heading ? <h1 className={classes.title}>{title}</h1> : <p className={classes.title}>{title}</p>}
      {hint && <p className={classes.hint}>{hint}</p>}
      {children}
    </div>
  );
}

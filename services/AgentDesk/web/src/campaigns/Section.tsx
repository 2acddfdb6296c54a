import type { ReactNode } from 'react';
import classes from './Section.module.css';

interface Props {
  title: string;
  hint?: string | undefined;
  /** The button or form of the section. */
  action?: ReactNode;
  children?: ReactNode;
}

/** A titled card on the page of a campaign. */
export function Section({ title, hint, action, children }: Props) {
  return (
    <section className={classes.section} aria-label={title}>
      <header className={classes.head}>
        <div className={classes.text}>
          <h2 className={classes.title}>{title}</h2>
          {hint && <p className={classes.hint}>{hint}</p>}
        </div>
        {action}
      </header>
      {children && <div className={classes.body}>{children}</div>}
    </section>
  );
}

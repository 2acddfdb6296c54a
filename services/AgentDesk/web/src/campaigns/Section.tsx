import type { ReactNode } from 'react';
import classes from './Section.module.css';

interface Props {
  title: string;
  hint?: string | undefined;
  /** What is done here. */
  action?: ReactNode;
  children?: ReactNode;
}

/** A card of a campaign's page. */
export function Section({ title, hint, action, children }: Props) {
  return (
    <section className={classes.section} aria-label={title}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h2 className={classes.title}>{title}</h2>
          {hint && <p className={classes.hint}>{hint}</p>}
        </div>
        {action}
      </header>
      {children && <div className={classes.body}>{children}</div>}
    </section>
  );
}

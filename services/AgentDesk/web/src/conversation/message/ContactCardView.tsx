import type { ContactCard } from '../../api/types';
import classes from './MessageExtras.module.css';

interface Props {
  card: ContactCard;
}

/** A contact card sent by the citizen. Plain text on purpose: nothing in it is a link. */
export function ContactCardView({ card }: Props) {
  const lines = [card.organization, ...card.phones, ...card.emails].filter((line): line is string => Boolean(line));
  return (
    <div className={classes.card}>
      <strong dir="auto">{card.name}</strong>
      {lines.map((line) => (
        <bdi key={line}>{line}</bdi>
      ))}
    </div>
  );
}

import type { ContactCard } from '../../api/types';
import classes from './MessageExtras.module.css';

interface Props {
  card: ContactCard;
}

/** A card that a citizen sent: as words, for who reads it to use or not. */
export function CardView({ card }: Props) {
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

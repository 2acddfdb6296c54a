import { useQuery } from '@tanstack/react-query';
import { ContactName } from '../../citizen/ContactName';
import { useCitizen } from '../../citizen/useCitizen';
import { Link } from '../../routing/Link';
import { citizenPath } from '../../routing/route';
import classes from './CitizenLink.module.css';

interface Props {
  citizenId: string;
}

/** A link to a citizen, by name; until it has loaded, by the end of their id. */
export function CitizenLink({ citizenId }: Props) {
  const citizen = useQuery(useCitizen(citizenId)).data;
  return (
    <Link to={citizenPath(citizenId)} className={classes.link}>
      {citizen ? <ContactName name={citizen.name} contactPoint={citizen.contactPoints[0]} /> : `…${citizenId.slice(-8)}`}
    </Link>
  );
}

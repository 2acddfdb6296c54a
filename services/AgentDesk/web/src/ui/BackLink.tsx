import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '../routing/Link';
import classes from './BackLink.module.css';

interface Props {
  to: string;
  label: string;
  onFollow?: () => void;
}

/** The link back to the list, on screens too narrow to show both. */
export function BackLink({ label, ...link }: Props) {
  return (
    <Link {...link} className={classes.back} aria-label={label}>
      <IconArrowLeft size={20} stroke={1.6} />
    </Link>
  );
}

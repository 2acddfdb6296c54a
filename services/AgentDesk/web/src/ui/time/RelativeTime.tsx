import { useTranslation } from 'react-i18next';
import { relativeTime } from '../../format/relativeTime';
import { localeOf } from '../../i18n/i18n';
import { useNow } from './useNow';

interface Props {
  at: string;
  className?: string | undefined;
}

export function RelativeTime({ at, className }: Props) {
  const { i18n } = useTranslation();
  const now = useNow();
  const exact = new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'full', timeStyle: 'medium' }).format(Date.parse(at));
  return (
    <time dateTime={at} title={exact} className={className}>
      {relativeTime(at, Math.max(now, Date.parse(at)), localeOf(i18n.language))}
    </time>
  );
}

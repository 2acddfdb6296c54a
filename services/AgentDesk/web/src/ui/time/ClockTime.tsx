import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n';

interface Props {
  at: string;
  className?: string | undefined;
}

export function ClockTime({ at, className }: Props) {
  const { i18n } = useTranslation();
  const time = Date.parse(at);
  return (
    <time
      dateTime={at}
      title={new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'full', timeStyle: 'medium' }).format(time)}
      className={className}
    >
      {new Intl.DateTimeFormat(localeOf(i18n.language), { timeStyle: 'short' }).format(time)}
    </time>
  );
}

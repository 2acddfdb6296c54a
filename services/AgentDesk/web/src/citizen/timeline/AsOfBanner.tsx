import { IconHistory } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n';
import classes from './AsOfBanner.module.css';

interface Props {
  asOf: string;
  onNow: () => void;
}

export function AsOfBanner({ asOf, onNow }: Props) {
  const { t, i18n } = useTranslation();
  const time = new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(asOf));
  return (
    <div className={classes.banner} role="status">
      <IconHistory size={16} stroke={1.8} aria-hidden="true" />
      <span className={classes.text}>{t('timeline.asOfBanner', { time })}</span>
      <Button size="compact-xs" variant="default" onClick={onNow}>
        {t('timeline.now')}
      </Button>
    </div>
  );
}

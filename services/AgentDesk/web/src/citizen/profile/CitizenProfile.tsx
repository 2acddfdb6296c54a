import { IconBellOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Citizen } from '../../api/types';
import { useChannelName } from '../../ui/channelName';
import classes from './CitizenProfile.module.css';

interface Props {
  citizen: Citizen;
}

/** What is known of a citizen besides their addresses, and where they want to be written to. */
export function CitizenProfile({ citizen: { attributes = {}, channels = [], timeZone, isContactForbidden } }: Props) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const facts: [string, string][] = [
    ...Object.entries(attributes),
    ...(channels.length > 0 ? [[t('citizen.prefers'), channels.map(channelName).join(', ')] as [string, string]] : []),
    ...(timeZone ? [[t('citizen.timeZone'), timeZone.replaceAll('_', ' ')] as [string, string]] : []),
  ];
  return (
    <>
      {isContactForbidden && (
        <p className={classes.forbidden}>
          <IconBellOff size={16} stroke={1.8} aria-hidden="true" />
          {t('citizen.noContact')}
        </p>
      )}
      {facts.length > 0 && (
        <dl className={classes.facts}>
          {facts.map(([name, value]) => (
            <div key={name} className={classes.fact}>
              <dt>
                <bdi>{name}</bdi>
              </dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

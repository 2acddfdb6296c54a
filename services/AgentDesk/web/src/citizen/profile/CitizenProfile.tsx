import { IconBellOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Citizen } from '../../api/types';
import { useChannelName } from '../../ui/channelName';
import classes from './CitizenProfile.module.css';

interface Props {
  citizen: Citizen;
}

/** A citizen's attributes and preferences. */
export function CitizenProfile({ citizen: { attributes = {}, channels = [], timeZone, isContactForbidden } }: Props) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const facts: [string, string][] = [
    ...Object.entries(attributes),
  ];
  if (channels.length > 0) facts.push([t('citizen.prefers'), channels.map(channelName).join(', ')]);
  if (timeZone) facts.push([t('citizen.timeZone'), timeZone.replaceAll('_', ' ')]);
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

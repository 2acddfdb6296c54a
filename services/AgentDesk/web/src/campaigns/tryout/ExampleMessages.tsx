import { useTranslation } from 'react-i18next';
import type { Channel } from '../../api/types';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { CitizenLink } from '../people/CitizenLink';
import classes from './ExampleMessages.module.css';

interface Props {
  examples: { citizenId: string; channel: Channel; language?: string; step?: string; text: string }[];
}

/** Examples of the messages the campaign would send. */
export function ExampleMessages({ examples }: Props) {
  const { t } = useTranslation();
  if (examples.length === 0) return null;
  return (
    <div>
      <h3 className={classes.heading}>{t('campaigns.examples')}</h3>
      <ul className={classes.list}>
        {examples.map(({ citizenId, channel, language, step, text }, index) => (
          <li key={index}>
            <p className={classes.about}>
              <ChannelIcon channel={channel} size={15} />
              <CitizenLink citizenId={citizenId} />
              {(step ?? language?.toUpperCase()) && <span className={classes.more}>{step ?? language?.toUpperCase()}</span>}
            </p>
            <p className={classes.text} dir="auto" lang={language}>
              {text}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

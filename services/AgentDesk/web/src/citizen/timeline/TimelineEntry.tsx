import { IconPoint } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../api/types';
import { DeliveryLine } from '../../conversation/delivery/DeliveryLine';
import { Link } from '../../routing/Link';
import { conversationPath } from '../../routing/route';
import { useChannelName } from '../../ui/channelName';
import { CitizenText } from '../../ui/CitizenText';
import { RelativeTime } from '../../ui/RelativeTime';
import { entryIcons } from './entryIcons';
import { wordsOf } from './entryWords';
import classes from './TimelineEntry.module.css';

/** The author of what the server did by itself: for people that is nobody. */
const server = 'conversations';

interface Props {
  entry: Entry;
  /** Whether it belongs to the conversation shown beside the timeline. */
  current: boolean;
}

export const TimelineEntry = memo(function TimelineEntry({ entry, current }: Props) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const words = wordsOf(entry, channelName(entry.channel ?? ''), t);
  const Icon = entryIcons[entry.kind] ?? IconPoint;
  const about = [entry.channel && channelName(entry.channel), entry.author !== server && entry.author].filter(Boolean).join(' · ');

  return (
    <li className={classes.entry} data-kind={entry.kind}>
      <span className={classes.icon} aria-hidden="true">
        <Icon size={14} stroke={1.8} />
      </span>
      <div className={classes.body}>
        <p className={classes.head}>
          <span className={classes.kind}>{t(`timeline.kind.${entry.kind}`, { defaultValue: entry.kind })}</span>
          <RelativeTime at={entry.at} className={classes.time} />
        </p>
        {about && (
          <p className={classes.about}>
            <bdi>{about}</bdi>
          </p>
        )}
        {words && <CitizenText text={words} className={classes.text} />}
        {entry.transcript && <CitizenText text={entry.transcript} className={classes.text} />}
        {entry.callStatus && (
          <p className={classes.about}>{t(`call.status.${entry.callStatus}`, { defaultValue: entry.callStatus })}</p>
        )}
        {entry.delivery && <DeliveryLine delivery={entry.delivery} />}
        {entry.conversationId && !current && (
          <Link to={conversationPath(entry.conversationId)} className={classes.other}>
            {t('timeline.other')}
          </Link>
        )}
      </div>
    </li>
  );
});

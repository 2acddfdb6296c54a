import { IconPoint } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../api/types';
import { DeliveryLine } from '../../conversation/delivery/DeliveryLine';
import { Link } from '../../routing/Link';
import { conversationPath } from '../../routing/route';
import { useChannelName } from '../../ui/channelName';
import { RelativeTime } from '../../ui/time/RelativeTime';
import { UserText } from '../../ui/UserText';
import { entryIcons } from './entryIcons';
import { entryText } from './entryText';
import classes from './TimelineEntry.module.css';

/** The author of automatic entries, which is not shown. */
const automaticAuthor = 'conversations';

interface Props {
  entry: Entry;
  /** Whether it belongs to the conversation shown next to the timeline. */
  current: boolean;
}

export const TimelineEntry = memo(function TimelineEntry({ entry, current }: Props) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const text = entryText(entry, t);
  const Icon = entryIcons[entry.kind] ?? IconPoint;
  const about = [entry.channel && channelName(entry.channel), entry.author !== automaticAuthor && entry.author].filter(Boolean).join(' · ');

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
        {text && <UserText text={text} className={classes.text} />}
        {entry.transcript && <UserText text={entry.transcript} className={classes.text} />}
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

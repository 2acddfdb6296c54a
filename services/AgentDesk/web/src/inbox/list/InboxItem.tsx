import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationSummary } from '../../api/types';
import { ContactName } from '../../citizen/ContactName';
import { conversationHeadingId } from '../../conversation/header/headingId';
import { Link } from '../../routing/Link';
import { conversationPath } from '../../routing/route';
import { useSession } from '../../session/SessionContext';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { focusSoon } from '../../ui/focusSoon';
import { RelativeTime } from '../../ui/time/RelativeTime';
import classes from './InboxItem.module.css';
import { inboxItemId } from './inboxItemId';

interface Props {
  summary: ConversationSummary;
  selected: boolean;
}

export const InboxItem = memo(function InboxItem({ summary, selected }: Props) {
  const { t } = useTranslation();
  const { me } = useSession();
  const { assignee } = summary;

  return (
    <li>
      <Link
        id={inboxItemId(summary.id)}
        to={conversationPath(summary.id)}
        onFollow={() => focusSoon(conversationHeadingId)}
        className={classes.item}
        aria-current={selected ? 'page' : undefined}
        data-awaiting={summary.awaitingReply || undefined}
      >
        <span className={classes.channel}>
          <ChannelIcon channel={summary.channel} size={18} />
        </span>
        <span className={classes.line}>
          <span className={classes.name}>
            <ContactName name={summary.citizenName} contactPoint={summary.contactPoint} />
          </span>
          <RelativeTime at={summary.lastAt} className={classes.time} />
        </span>
        <span className={classes.line}>
          <span className={classes.snippet}>
            {summary.lastDirection === 'outbound' && <span>{t('inbox.replied')}</span>}
            <bdi>{summary.lastText || t('inbox.noText')}</bdi>
          </span>
          {assignee && (
            <span
              className={classes.assignee}
              data-mine={assignee === me.name || undefined}
              title={t('inbox.assignedTo', { name: assignee })}
            >
              <span aria-hidden="true">{assignee.slice(0, 2).toUpperCase()}</span>
              <span className={classes.hidden}>{t('inbox.assignedTo', { name: assignee })}</span>
            </span>
          )}
          {summary.awaitingReply && (
            <span className={classes.awaiting} title={t('inbox.awaiting')}>
              <span className={classes.hidden}>{t('inbox.awaiting')}</span>
            </span>
          )}
        </span>
      </Link>
    </li>
  );
});

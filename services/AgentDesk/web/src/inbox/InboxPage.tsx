import { Drawer } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconMessages } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CitizenPanel } from '../citizen/CitizenPanel';
import { useTimelineStream } from '../citizen/timeline/useTimelineStream';
import { ConversationView } from '../conversation/ConversationView';
import { OpenCalls } from '../phone/OpenCalls';
import { EmptyState } from '../ui/EmptyState';
import type { InboxFilter } from './inboxFilter';
import classes from './InboxPage.module.css';
import { Inbox } from './list/Inbox';
import type { InboxList } from './useInbox';
import { useInboxShortcuts } from './useInboxShortcuts';
import { useSelectedCitizen } from './useSelectedCitizen';

interface Props {
  list: InboxList;
  filter: InboxFilter;
  onFilter: (filter: InboxFilter) => void;
  conversationId: string | null;
}

export function InboxPage({ list, filter, onFilter, conversationId }: Props) {
  const { t } = useTranslation();
  const hasSidebar = useMediaQuery('(width >= 1180px)', true, { getInitialValueInEffect: false });
  const [drawerOpened, drawer] = useDisclosure(false);

  const summary = list.conversations.find(({ id }) => id === conversationId);
  const { citizenId, isMissing } = useSelectedCitizen(conversationId, summary);

  useTimelineStream(citizenId);
  useInboxShortcuts({ conversations: list.conversations, selected: conversationId });

  const citizen = conversationId && !isMissing && <CitizenPanel citizenId={citizenId} conversationId={conversationId} />;

  return (
    <div className={classes.page} data-open={conversationId !== null || undefined}>
      <div className={classes.inbox}>
        <OpenCalls selected={conversationId} />
        <Inbox list={list} filter={filter} onFilter={onFilter} selected={conversationId} />
      </div>
      <main className={classes.conversation} id="conversation" tabIndex={-1}>
        {conversationId ? (
          <ConversationView
            key={conversationId}
            id={conversationId}
            summary={summary}
            onShowCitizen={hasSidebar ? null : drawer.open}
          />
        ) : (
          <EmptyState
            heading
            title={t('conversation.none')}
            hint={t('conversation.noneHint')}
            icon={<IconMessages size={36} stroke={1.2} />}
          />
        )}
      </main>
      {hasSidebar && citizen && (
        <aside className={classes.citizen} aria-label={t('citizen.title')}>
          {citizen}
        </aside>
      )}
      <Drawer
        opened={drawerOpened && !hasSidebar && !isMissing}
        onClose={drawer.close}
        position="right"
        size={380}
        title={t('citizen.title')}
        closeButtonProps={{ 'aria-label': t('citizen.close') }}
        classNames={{ content: classes.drawer, body: classes.drawerBody }}
      >
        {citizen}
      </Drawer>
    </div>
  );
}

import { Drawer } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconMessages } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CitizenPanel } from '../citizen/CitizenPanel';
import { useTimelineStream } from '../citizen/useTimelineStream';
import { ConversationView } from '../conversation/ConversationView';
import { startFilter } from '../inbox/filter';
import { Inbox } from '../inbox/Inbox';
import { useInbox } from '../inbox/useInbox';
import { useInboxStream } from '../inbox/useInboxStream';
import { LiveCalls } from '../phone/LiveCalls';
import { useRoute } from '../routing/route';
import { EmptyNote } from '../ui/EmptyNote';
import classes from './Desk.module.css';
import { DeskHeader } from './DeskHeader';
import { ShortcutsDialog } from './ShortcutsDialog';
import { StatusDialog } from './StatusDialog';
import { useDeskKeys } from './useDeskKeys';
import { useShownCitizen } from './useShownCitizen';

export function Desk() {
  const { t } = useTranslation();
  const { conversationId } = useRoute();
  const [filter, setFilter] = useState(startFilter);
  const list = useInbox(filter);
  const roomy = useMediaQuery('(width >= 1180px)', true, { getInitialValueInEffect: false });
  const [keysShown, keys] = useDisclosure(false);
  const [statusShown, status] = useDisclosure(false);
  const [drawerShown, drawer] = useDisclosure(false);

  const summary = list.conversations.find(({ id }) => id === conversationId);
  const { citizenId, nobody } = useShownCitizen(conversationId, summary);

  useInboxStream(list);
  useTimelineStream(citizenId);
  useDeskKeys({ conversations: list.conversations, selected: conversationId, onShowShortcuts: keys.open });

  const citizen = conversationId && !nobody && <CitizenPanel citizenId={citizenId} conversationId={conversationId} />;

  return (
    <div className={classes.desk} data-open={conversationId !== null || undefined}>
      <DeskHeader onShowShortcuts={keys.open} onShowStatus={status.open} />
      <div className={classes.inbox}>
        <LiveCalls selected={conversationId} />
        <Inbox list={list} filter={filter} onFilter={setFilter} selected={conversationId} />
      </div>
      <main className={classes.conversation} id="conversation" tabIndex={-1}>
        {conversationId ? (
          <ConversationView
            key={conversationId}
            id={conversationId}
            summary={summary}
            onShowCitizen={roomy ? null : drawer.open}
          />
        ) : (
          <EmptyNote
            heading
            title={t('conversation.none')}
            hint={t('conversation.noneHint')}
            icon={<IconMessages size={36} stroke={1.2} />}
          />
        )}
      </main>
      {roomy && citizen && (
        <aside className={classes.citizen} aria-label={t('citizen.title')}>
          {citizen}
        </aside>
      )}
      <Drawer
        opened={drawerShown && !roomy && !nobody}
        onClose={drawer.close}
        position="right"
        size={380}
        title={t('citizen.title')}
        closeButtonProps={{ 'aria-label': t('citizen.close') }}
        classNames={{ content: classes.drawer, body: classes.drawerBody }}
      >
        {citizen}
      </Drawer>
      <ShortcutsDialog opened={keysShown} onClose={keys.close} />
      <StatusDialog opened={statusShown} onClose={status.close} />
    </div>
  );
}

import { Center, Loader } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { CitizenPage } from '../citizen/CitizenPage';
import { defaultFilter } from '../inbox/inboxFilter';
import { InboxPage } from '../inbox/InboxPage';
import { useInbox } from '../inbox/useInbox';
import { useInboxStream } from '../inbox/useInboxStream';
import { useRoute } from '../routing/route';
import classes from './Desk.module.css';
import { DeskHeader } from './header/DeskHeader';
import { ShortcutsDialog } from './shortcuts/ShortcutsDialog';
import { useShortcuts } from './shortcuts/useShortcuts';
import { StatusDialog } from './status/StatusDialog';

// Loaded on demand: most agents never open campaigns.
const CampaignsPage = lazy(async () => ({ default: (await import('../campaigns/CampaignsPage')).CampaignsPage }));

/** The header and the current page. The inbox stays live on every page. */
export function Desk() {
  const route = useRoute();
  const [filter, setFilter] = useState(defaultFilter);
  const list = useInbox(filter);
  const [shortcutsOpened, shortcuts] = useDisclosure(false);
  const [statusOpened, status] = useDisclosure(false);

  useInboxStream(list);
  useShortcuts({ '?': shortcuts.open });

  return (
    <div className={classes.desk}>
      <DeskHeader page={route.page} onShowShortcuts={shortcuts.open} onShowStatus={status.open} />
      {route.page === 'inbox' && (
        <InboxPage list={list} filter={filter} onFilter={setFilter} conversationId={route.conversationId} />
      )}
      {route.page === 'citizen' && <CitizenPage key={route.citizenId} citizenId={route.citizenId} />}
      <Suspense
        fallback={
          <Center>
            <Loader />
          </Center>
        }
      >
        {route.page === 'campaigns' && <CampaignsPage campaignId={route.campaignId} />}
        {route.page === 'new-campaign' && <CampaignsPage campaignId={null} isNew />}
      </Suspense>
      <ShortcutsDialog opened={shortcutsOpened} onClose={shortcuts.close} />
      <StatusDialog opened={statusOpened} onClose={status.close} />
    </div>
  );
}

import { Center, Loader } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { CitizenPage } from '../citizen/CitizenPage';
import { startFilter } from '../inbox/filter';
import { useInbox } from '../inbox/useInbox';
import { useInboxStream } from '../inbox/useInboxStream';
import { useRoute } from '../routing/route';
import classes from './Desk.module.css';
import { DeskHeader } from './header/DeskHeader';
import { InboxPage } from '../inbox/InboxPage';
import { ShortcutsDialog } from './shortcuts/ShortcutsDialog';
import { StatusDialog } from './status/StatusDialog';
import { useShortcuts } from './shortcuts/useShortcuts';

// Whoever answers citizens all day does not wait for what plans campaigns.
const CampaignsPage = lazy(async () => ({ default: (await import('../campaigns/CampaignsPage')).CampaignsPage }));

/** The header, and beneath it the place where somebody is. The inbox stays live wherever that is. */
export function Desk() {
  const route = useRoute();
  const [filter, setFilter] = useState(startFilter);
  const list = useInbox(filter);
  const [keysShown, keys] = useDisclosure(false);
  const [statusShown, status] = useDisclosure(false);

  useInboxStream(list);
  useShortcuts({ '?': keys.open });

  return (
    <div className={classes.desk}>
      <DeskHeader place={route.place} onShowShortcuts={keys.open} onShowStatus={status.open} />
      {route.place === 'inbox' && (
        <InboxPage list={list} filter={filter} onFilter={setFilter} conversationId={route.conversationId} />
      )}
      {route.place === 'citizen' && <CitizenPage key={route.citizenId} citizenId={route.citizenId} />}
      <Suspense
        fallback={
          <Center>
            <Loader />
          </Center>
        }
      >
        {route.place === 'campaigns' && <CampaignsPage campaignId={route.campaignId} />}
        {route.place === 'new-campaign' && <CampaignsPage campaignId={null} isNew />}
      </Suspense>
      <ShortcutsDialog opened={keysShown} onClose={keys.close} />
      <StatusDialog opened={statusShown} onClose={status.close} />
    </div>
  );
}

import { useDocumentVisibility } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Conversation, Entry, EntryKind } from '../../api/types';
import { applyEntry } from '../../cache/conversation';
import { keys } from '../../cache/keys';
import type { Pages } from '../../cache/pages';
import { lastChange, mergeEntry } from '../../cache/timeline';
import { useRefresher } from '../../cache/useRefresher';
import { readEvent } from '../../live/readEvent';
import { useStream } from '../../live/useStream';
import { useTimeline } from './useTimeline';

const changesCitizen = new Set<EntryKind>([
  'contact-point-added',
  'consent-given',
  'consent-withdrawn',
  'contact-forbidden',
  'contact-allowed',
]);

/** Keeps the timeline of a citizen up to date, and with it the deliveries in their conversations. */
export function useTimelineStream(citizenId: string | undefined) {
  const client = useQueryClient();
  const refresh = useRefresher();
  const { query } = useTimeline(citizenId, null);
  const ready = query.isSuccess;
  // Over HTTP/1.1 a browser opens six connections to a server at most; tabs in the background release theirs.
  const visible = useDocumentVisibility() === 'visible';

  const path = useMemo(() => {
    if (!citizenId || !ready || !visible) return null;
    const known = client.getQueryData<Pages<Entry>>(keys.timeline(citizenId, null));
    return `/timeline/citizens/${encodeURIComponent(citizenId)}/live?after=${lastChange(known)}`;
  }, [client, citizenId, ready, visible]);

  useStream('timeline', path, {
    onOpen(isReconnect) {
      if (isReconnect && citizenId) void client.invalidateQueries({ queryKey: keys.timeline(citizenId, null) });
    },
    onEvent(event) {
      const entry = readEvent<Entry>(event, 'entry');
      if (!entry || !citizenId) return;
      const key = keys.timeline(citizenId, null);
      if (client.getQueryState(key)?.fetchStatus === 'fetching') refresh(key);
      client.setQueryData<Pages<Entry>>(key, (pages) => pages && mergeEntry(pages, entry));
      if (changesCitizen.has(entry.kind)) refresh(keys.citizen(citizenId));

      const conversation = entry.conversationId && keys.conversation(entry.conversationId);
      if (!conversation || !client.getQueryState(conversation)) return;
      client.setQueryData<Conversation>(conversation, (known) => known && applyEntry(known, entry));
      refresh(conversation);
    },
  });
}

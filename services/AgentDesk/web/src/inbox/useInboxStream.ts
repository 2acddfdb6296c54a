import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toQuery } from '../api/http/query';
import { latest } from '../api/position';
import type { Citizen, Conversation, ConversationSummary } from '../api/types';
import { applySummary } from '../cache/conversation';
import { mergeSummary } from '../cache/inbox';
import { keys } from '../cache/keys';
import type { Pages } from '../cache/pages';
import { useRefresher } from '../cache/useRefresher';
import { readEvent } from '../live/readEvent';
import { useStream } from '../live/useStream';
import { useSession } from '../session/SessionContext';
import type { InboxFilter } from './inboxFilter';
import type { InboxList } from './useInbox';

/** Keeps every cached inbox list and conversation up to date with the server. */
export function useInboxStream({ query, conversations }: InboxList) {
  const client = useQueryClient();
  const refresh = useRefresher();
  const { me } = useSession();
  const [path, setPath] = useState<string | null>(null);

  // The stream starts at the position of the first list, so that nothing is lost between the two.
  if (!path && query.isSuccess) {
    const after = conversations.reduce<string | undefined>((last, { position }) => latest(last, position), undefined);
    setPath(`/conversations/live${toQuery({ after })}`);
  }

  function applyToLists(summary: ConversationSummary) {
    for (const cached of client.getQueryCache().findAll({ queryKey: keys.inboxes })) {
      const pages = cached.state.data as Pages<ConversationSummary> | undefined;
      const filter = cached.queryKey[1] as InboxFilter;
      const merged = pages && mergeSummary(pages, summary, filter, me.name);
      // A fetch in flight may carry the state before this event, and would undo it.
      if (!merged || cached.state.fetchStatus === 'fetching') refresh(cached.queryKey);
      if (merged) client.setQueryData(cached.queryKey, merged);
    }
  }

  function applyToConversation(summary: ConversationSummary) {
    const key = keys.conversation(summary.id);
    if (!client.getQueryState(key)) return;
    client.setQueryData<Conversation>(key, (known) => known && applySummary(known, summary));
    refresh(key);
  }

  function applyToCitizen({ citizenId, citizenName }: ConversationSummary) {
    const known = client.getQueryData<Citizen>(keys.citizen(citizenId));
    if (known && (known.name ?? '') !== (citizenName ?? '')) refresh(keys.citizen(citizenId));
  }

  useStream('inbox', path, {
    onOpen(isReconnect) {
      if (!isReconnect) return;
      void client.invalidateQueries({ queryKey: keys.inboxes });
      void client.invalidateQueries({ queryKey: keys.conversations });
    },
    onEvent(event) {
      const summary = readEvent<ConversationSummary>(event, 'conversation');
      if (!summary) return;
      applyToLists(summary);
      applyToConversation(summary);
      applyToCitizen(summary);
    },
  });
}

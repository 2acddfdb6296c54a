import { useSyncExternalStore } from 'react';
import type { Attachment, Channel } from '../../api/types';
import { isDecided } from '../../api/http/problem';
import { newActionKey } from '../../api/http/actionKey';

export type DraftKind = 'reply' | 'note';

export interface Draft {
  kind: DraftKind;
  text: string;
  channel?: Channel | undefined;
  /** Stored already; they go with the next reply. */
  attachments?: Attachment[] | undefined;
  /** Stays while the text does, so that sending the same again after an error happens once. */
  actionKey: string;
}

const place = 'omnichannel.desk.drafts';
const listeners = new Set<() => void>();
const refusals = new Map<string, unknown>();
let drafts = read();

function read(): Record<string, Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '{}') as Record<string, Draft>;
  } catch {
    return {};
  }
}

function changed() {
  sessionStorage.setItem(place, JSON.stringify(drafts));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentDraft(conversationId: string): Draft {
  return (drafts[conversationId] ??= { kind: 'reply', text: '', actionKey: newActionKey() });
}

export function editDraft(conversationId: string, change: Partial<Omit<Draft, 'actionKey'>>) {
  drafts = { ...drafts, [conversationId]: { ...currentDraft(conversationId), ...change, actionKey: newActionKey() } };
  changed();
}

/** After sending: an empty draft of the same kind. */
export function emptyDraft(conversationId: string) {
  refusals.delete(conversationId);
  editDraft(conversationId, { text: '', attachments: [] });
}

/** A text that was not taken comes back, before whatever was begun since. */
export function restoreDraft(conversationId: string, sent: Draft, refusal: unknown) {
  const { text: begun, attachments: added = [] } = currentDraft(conversationId);
  refusals.set(conversationId, refusal);
  const text = begun.trim() ? `${sent.text}\n${begun}` : sent.text;
  // A refusal ends the action; without a decision, the same text must stay the same action.
  const actionKey = isDecided(refusal) || text !== sent.text || added.length > 0 ? newActionKey() : sent.actionKey;
  drafts = { ...drafts, [conversationId]: { ...sent, text, actionKey, attachments: [...(sent.attachments ?? []), ...added] } };
  changed();
}

export function dismissRefusal(conversationId: string) {
  refusals.delete(conversationId);
  changed();
}

export function clearDrafts() {
  drafts = {};
  refusals.clear();
  sessionStorage.removeItem(place);
}

export function useDraft(conversationId: string): Draft {
  return useSyncExternalStore(subscribe, () => currentDraft(conversationId));
}

export function useRefusal(conversationId: string): unknown {
  return useSyncExternalStore(subscribe, () => refusals.get(conversationId));
}

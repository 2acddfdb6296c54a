import { useSyncExternalStore } from 'react';
import { newIdempotencyKey } from '../../api/http/idempotencyKey';
import { isFinal } from '../../api/http/problem';
import type { Attachment, Channel } from '../../api/types';
import { createListeners } from '../../listeners';

export type DraftKind = 'reply' | 'note';

export interface Draft {
  kind: DraftKind;
  text: string;
  channel?: Channel | undefined;
  /** Uploaded already; sent with the next reply. */
  attachments?: Attachment[] | undefined;
  /** Kept while the draft is unchanged, so that sending it again after an error happens once. */
  idempotencyKey: string;
}

const storageKey = 'omnichannel.desk.drafts';
const { subscribe, notify } = createListeners();
const refusals = new Map<string, unknown>();
let drafts = read();

function read(): Record<string, Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as Record<string, Draft>;
  } catch {
    return {};
  }
}

function save() {
  sessionStorage.setItem(storageKey, JSON.stringify(drafts));
  notify();
}

export function currentDraft(conversationId: string): Draft {
  return (drafts[conversationId] ??= { kind: 'reply', text: '', idempotencyKey: newIdempotencyKey() });
}

export function editDraft(conversationId: string, change: Partial<Omit<Draft, 'idempotencyKey'>>) {
  drafts = { ...drafts, [conversationId]: { ...currentDraft(conversationId), ...change, idempotencyKey: newIdempotencyKey() } };
  save();
}

/** Empties the draft after sending; the kind stays. */
export function emptyDraft(conversationId: string) {
  refusals.delete(conversationId);
  editDraft(conversationId, { text: '', attachments: [] });
}

/** Puts a message that could not be sent back into the composer, before anything written since. */
export function restoreDraft(conversationId: string, sent: Draft, refusal: unknown) {
  const { text: newText, attachments: newAttachments = [] } = currentDraft(conversationId);
  refusals.set(conversationId, refusal);
  const text = newText.trim() ? `${sent.text}\n${newText}` : sent.text;
  // Without a final answer the same message must keep its key; a refused or changed one is a new message.
  const isSame = !isFinal(refusal) && text === sent.text && newAttachments.length === 0;
  const idempotencyKey = isSame ? sent.idempotencyKey : newIdempotencyKey();
  drafts = { ...drafts, [conversationId]: { ...sent, text, idempotencyKey, attachments: [...(sent.attachments ?? []), ...newAttachments] } };
  save();
}

export function dismissRefusal(conversationId: string) {
  refusals.delete(conversationId);
  save();
}

export function clearDrafts() {
  drafts = {};
  refusals.clear();
  sessionStorage.removeItem(storageKey);
}

export function useDraft(conversationId: string): Draft {
  return useSyncExternalStore(subscribe, () => currentDraft(conversationId));
}

export function useRefusal(conversationId: string): unknown {
  return useSyncExternalStore(subscribe, () => refusals.get(conversationId));
}

import type { ConversationSummary } from '../api/types';
import { composerFieldId } from '../conversation/composer/Composer';
import { editDraft, type DraftKind } from '../conversation/composer/drafts';
import { useShortcuts } from '../desk/shortcuts/useShortcuts';
import { conversationPath, navigate } from '../routing/route';
import { focusSoon } from '../ui/focusSoon';
import { searchFieldId } from './list/InboxFilters';
import { inboxItemId } from './list/inboxItemId';

interface Options {
  conversations: ConversationSummary[];
  selected: string | null;
}

export function useInboxShortcuts({ conversations, selected }: Options) {
  function move(step: 1 | -1) {
    const index = conversations.findIndex(({ id }) => id === selected);
    const target = index < 0 ? conversations[0] : conversations[index + step];
    if (!target) return;
    navigate(conversationPath(target.id), { replace: selected !== null });
    focusSoon(inboxItemId(target.id));
  }

  function write(kind: DraftKind) {
    if (!selected) return;
    editDraft(selected, { kind });
    focusSoon(composerFieldId);
  }

  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    r: () => write('reply'),
    n: () => write('note'),
    '/': () => focusSoon(searchFieldId),
  });
}

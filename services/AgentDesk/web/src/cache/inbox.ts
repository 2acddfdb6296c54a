import type { ConversationSummary } from '../api/types';
import { comparePositions } from '../api/position';
import { belongs, type InboxFilter } from '../inbox/filter';
import { find, insertSorted, without, type Pages } from './pages';

const newerFirst = (a: ConversationSummary, b: ConversationSummary) =>
  Date.parse(a.lastAt) >= Date.parse(b.lastAt);

/**
 * One list after a conversation changed. `null` means that only the server can tell:
 * a conversation that was not found by a search before may be found by it now.
 */
export function mergeSummary(
  pages: Pages<ConversationSummary>,
  summary: ConversationSummary,
  filter: InboxFilter,
  me: string,
): Pages<ConversationSummary> | null {
  const known = find(pages, summary.id);
  if (known && comparePositions(known.position, summary.position) > 0) return pages;
  if (!belongs(summary, filter, me)) return known ? without(pages, summary.id) : pages;
  if (filter.search && !known) return null;
  return insertSorted(without(pages, summary.id), summary, newerFirst);
}

import { useMemo, useSyncExternalStore } from 'react';

/** The current page, from the path. */
export type Route =
  | { page: 'inbox'; conversationId: string | null }
  | { page: 'citizen'; citizenId: string }
  | { page: 'campaigns'; campaignId: string | null }
  | { page: 'new-campaign' };

const navigated = 'desk:navigated';
const inbox: Route = { page: 'inbox', conversationId: null };

export function parseRoute(path: string): Route {
  const match = /^\/(c|p|campaigns)(?:\/([^/]+))?\/?$/.exec(path);
  if (!match) return inbox;
  let id: string | null;
  try {
    id = match[2] === undefined ? null : decodeURIComponent(match[2]);
  } catch {
    return inbox;
  }
  if (match[1] === 'campaigns') return id === 'new' ? { page: 'new-campaign' } : { page: 'campaigns', campaignId: id };
  if (match[1] === 'p') return id === null ? inbox : { page: 'citizen', citizenId: id };
  return { page: 'inbox', conversationId: id };
}

export const campaignsPath = '/campaigns';
export const newCampaignPath = '/campaigns/new';

export function conversationPath(id: string): string {
  return `/c/${encodeURIComponent(id)}`;
}

export function citizenPath(id: string): string {
  return `/p/${encodeURIComponent(id)}`;
}

export function campaignPath(id: string): string {
  return `${campaignsPath}/${encodeURIComponent(id)}`;
}

export function navigate(path: string, { replace = false } = {}) {
  if (path === window.location.pathname) return;
  if (replace) window.history.replaceState(null, '', path);
  else window.history.pushState(null, '', path);
  window.dispatchEvent(new Event(navigated));
}

function subscribe(listener: () => void) {
  window.addEventListener('popstate', listener);
  window.addEventListener(navigated, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(navigated, listener);
  };
}

export function useRoute(): Route {
  const path = useSyncExternalStore(subscribe, () => window.location.pathname);
  return useMemo(() => parseRoute(path), [path]);
}

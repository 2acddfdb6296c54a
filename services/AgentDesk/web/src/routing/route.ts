import { useMemo, useSyncExternalStore } from 'react';

/** Where in the desk somebody is. */
export type Route =
  | { place: 'inbox'; conversationId: string | null }
  | { place: 'citizen'; citizenId: string }
  | { place: 'campaigns'; campaignId: string | null }
  | { place: 'new-campaign' };

const moved = 'desk:moved';
const inbox: Route = { place: 'inbox', conversationId: null };

export function parseRoute(path: string): Route {
  const match = /^\/(c|p|campaigns)(?:\/([^/]+))?\/?$/.exec(path);
  if (!match) return inbox;
  let id: string | null;
  try {
    id = match[2] === undefined ? null : decodeURIComponent(match[2]);
  } catch {
    return inbox;
  }
  if (match[1] === 'campaigns') return id === 'new' ? { place: 'new-campaign' } : { place: 'campaigns', campaignId: id };
  if (match[1] === 'p') return id === null ? inbox : { place: 'citizen', citizenId: id };
  return { place: 'inbox', conversationId: id };
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
  window.dispatchEvent(new Event(moved));
}

function subscribe(listener: () => void) {
  window.addEventListener('popstate', listener);
  window.addEventListener(moved, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(moved, listener);
  };
}

export function useRoute(): Route {
  const path = useSyncExternalStore(subscribe, () => window.location.pathname);
  return useMemo(() => parseRoute(path), [path]);
}

import { useMemo, useSyncExternalStore } from 'react';

export interface Route {
  conversationId: string | null;
}

const moved = 'desk:moved';

export function parseRoute(path: string): Route {
  const match = /^\/c\/([^/]+)\/?$/.exec(path);
  if (!match?.[1]) return { conversationId: null };
  try {
    return { conversationId: decodeURIComponent(match[1]) };
  } catch {
    return { conversationId: null };
  }
}

export function conversationPath(id: string): string {
  return `/c/${encodeURIComponent(id)}`;
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

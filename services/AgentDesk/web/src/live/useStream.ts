import { useEffect, useEffectEvent } from 'react';
import { useSession } from '../session/SessionContext';
import { reportLiveState } from './liveState';
import type { ServerEvent } from './sseParser';
import { followStream } from './stream';

export interface StreamHandlers {
  onOpen?: (isReconnect: boolean) => void;
  onEvent: (event: ServerEvent) => void;
}

/** Follows an event stream while the component is mounted and a path is given. */
export function useStream(name: string, path: string | null, handlers: StreamHandlers) {
  const { key, expire } = useSession();
  const onOpen = useEffectEvent((isReconnect: boolean) => handlers.onOpen?.(isReconnect));
  const onEvent = useEffectEvent(handlers.onEvent);
  const onUnauthorized = useEffectEvent(expire);

  useEffect(() => {
    if (!path) return;
    const stop = followStream({
      path,
      key,
      onOpen: (isReconnect) => onOpen(isReconnect),
      onEvent: (event) => onEvent(event),
      onState: (state) => reportLiveState(name, state),
      onUnauthorized: () => onUnauthorized(),
    });
    return () => {
      stop();
      reportLiveState(name, null);
    };
  }, [name, path, key]);
}

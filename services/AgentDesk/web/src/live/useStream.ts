import { useEffect, useEffectEvent } from 'react';
import { useSession } from '../session/SessionContext';
import { reportLiveState } from './liveState';
import { followStream } from './stream';
import type { ServerEvent } from './sseParser';

export interface StreamHandlers {
  onOpen: (again: boolean) => void;
  onEvent: (event: ServerEvent) => void;
}

/** Follows a stream while the component is mounted and a path is given. */
export function useStream(name: string, path: string | null, handlers: StreamHandlers) {
  const { key, refuse } = useSession();
  const onOpen = useEffectEvent(handlers.onOpen);
  const onEvent = useEffectEvent(handlers.onEvent);
  const onUnauthorized = useEffectEvent(refuse);

  useEffect(() => {
    if (!path) return;
    const stop = followStream({
      path,
      key,
      onOpen: (again) => onOpen(again),
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

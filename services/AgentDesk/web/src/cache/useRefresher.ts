import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';

const batchDelay = 120;

/** Refetches a query that events have made stale, once per burst of events. */
export function useRefresher(): (key: QueryKey) => void {
  const client = useQueryClient();
  const { refresh, stop } = useMemo(() => {
    const waiting = new Map<string, ReturnType<typeof setTimeout>>();
    return {
      refresh(key: QueryKey) {
        const name = JSON.stringify(key);
        if (waiting.has(name)) return;
        const run = () => {
          waiting.delete(name);
          void client.invalidateQueries({ queryKey: key });
        };
        waiting.set(name, setTimeout(run, batchDelay));
      },
      stop() {
        for (const timer of waiting.values()) clearTimeout(timer);
        waiting.clear();
      },
    };
  }, [client]);
  useEffect(() => stop, [stop]);
  return refresh;
}

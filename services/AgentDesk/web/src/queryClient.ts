import { QueryClient } from '@tanstack/react-query';
import { isTransient } from './api/http/problem';

const retry = (failures: number, error: Error) => failures < 2 && isTransient(error);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry, staleTime: 60_000, networkMode: 'always' },
    // A write is retried under the same idempotency key, so that it happens once.
    mutations: { retry, networkMode: 'always' },
  },
});

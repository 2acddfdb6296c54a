import { queryOptions, skipToken } from '@tanstack/react-query';
import { keys } from '../cache/keys';
import { useSession } from '../session/SessionContext';

/** The query for a citizen; idle until the id is known. */
export function useCitizen(id: string | undefined) {
  const { api } = useSession();
  return queryOptions({
    queryKey: keys.citizen(id ?? ''),
    queryFn: id ? ({ signal }) => api.citizens.get(id, signal) : skipToken,
  });
}

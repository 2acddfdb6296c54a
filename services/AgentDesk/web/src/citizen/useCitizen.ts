import { queryOptions, skipToken } from '@tanstack/react-query';
import { keys } from '../cache/keys';
import { useSession } from '../session/SessionContext';

/** The query of a citizen, idle as long as it is not known which. */
export function useCitizen(id: string | undefined) {
  const { api } = useSession();
  return queryOptions({
    queryKey: keys.citizen(id ?? ''),
    queryFn: id ? ({ signal }) => api.citizen(id, signal) : skipToken,
  });
}

import { useQuery } from '@tanstack/react-query';
import { keys } from '../cache/keys';
import { useSession } from '../session/SessionContext';

export function useCampaign(id: string) {
  const { api } = useSession();
  return useQuery({
    queryKey: keys.campaign(id),
    queryFn: ({ signal }) => api.campaigns.get(id, signal),
    staleTime: 5_000,
  });
}

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CampaignText } from '../../api/campaignTypes';
import { keys } from '../../cache/keys';
import { useSession } from '../../session/SessionContext';

const pause = 350;

/** What is wrong with a text, asked again whenever somebody stops typing. */
export function useCampaignCheck({ text, contentType }: CampaignText) {
  const { api } = useSession();
  const [settled] = useDebouncedValue(text, pause);
  const written = useMemo<CampaignText>(() => ({ text: settled, contentType }), [settled, contentType]);
  const query = useQuery({
    queryKey: keys.campaignCheck(written),
    queryFn: ({ signal }) => api.campaigns.check(written, signal),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 10_000,
  });
  return { ...query, settled: settled === text && !query.isPlaceholderData };
}

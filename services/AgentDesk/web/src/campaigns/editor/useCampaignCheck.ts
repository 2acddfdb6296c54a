import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CampaignText } from '../../api/campaignTypes';
import { keys } from '../../cache/keys';
import { useSession } from '../../session/SessionContext';

const debounce = 350;

/** Has the server check a campaign while it is typed. */
export function useCampaignCheck({ text, contentType }: CampaignText) {
  const { api } = useSession();
  const [debounced] = useDebouncedValue(text, debounce);
  const source = useMemo<CampaignText>(() => ({ text: debounced, contentType }), [debounced, contentType]);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: keys.campaignCheck(source),
    queryFn: ({ signal }) => api.campaigns.check(source, signal),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 10_000,
  });
  /** Whether the check is of the text as it is now. */
  const isCurrent = debounced === text && !isPlaceholderData;
  return { check: data, error, isCurrent };
}

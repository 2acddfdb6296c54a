import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import type { CampaignAction } from '../api/campaigns';
import type { Campaign, CampaignText } from '../api/campaignTypes';
import { problemText } from '../api/http/problemText';
import type { WriteResult } from '../api/http/writeResult';
import { keys } from '../cache/keys';
import { newActionKey } from '../api/http/actionKey';
import { useSession } from '../session/SessionContext';

interface Work {
  send: (actionKey: string) => Promise<WriteResult<Campaign>>;
  actionKey: string;
  onDone?: ((campaign: Campaign) => void) | undefined;
}

/** Writes and moves campaigns; what the server answers is shown at once. */
export function useCampaignCommands() {
  const { api } = useSession();
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ send, actionKey }: Work) => send(actionKey),
    onSuccess: ({ body }, { onDone }) => {
      client.setQueryData(keys.campaign(body.id), body);
      void client.invalidateQueries({ queryKey: keys.campaigns });
      onDone?.(body);
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: i18next.t('failure.title'), message: problemText(error, i18next.t) }),
  });
  const act = (send: Work['send'], onDone?: Work['onDone']) => mutate({ send, actionKey: newActionKey(), onDone });

  return {
    isPending,
    create: (text: CampaignText, onDone: Work['onDone']) => act((key) => api.campaigns.create(text, key), onDone),
    change: (id: string, text: CampaignText, onDone: Work['onDone']) =>
      act((key) => api.campaigns.change(id, text, key), onDone),
    approve: (id: string, version: number) => act((key) => api.campaigns.approve(id, version, key)),
    order: (id: string, order: CampaignAction) => act((key) => api.campaigns.order(id, order, key)),
  };
}

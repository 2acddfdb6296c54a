import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CampaignAction } from '../api/campaigns';
import type { Campaign, CampaignText } from '../api/campaignTypes';
import { newIdempotencyKey } from '../api/http/idempotencyKey';
import type { WriteResult } from '../api/http/writeResult';
import { keys } from '../cache/keys';
import { useSession } from '../session/SessionContext';
import { useFailureNotification } from '../ui/useFailureNotification';

interface Command {
  send: (idempotencyKey: string) => Promise<WriteResult<Campaign>>;
  idempotencyKey: string;
  onDone?: ((campaign: Campaign) => void) | undefined;
}

/** Creates and changes campaigns; the campaign the server returns is shown at once. */
export function useCampaignCommands() {
  const { api } = useSession();
  const client = useQueryClient();
  const showFailure = useFailureNotification();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ send, idempotencyKey }: Command) => send(idempotencyKey),
    onSuccess: ({ body }, { onDone }) => {
      client.setQueryData(keys.campaign(body.id), body);
      void client.invalidateQueries({ queryKey: keys.campaigns });
      onDone?.(body);
    },
    onError: showFailure,
  });
  const run = (send: Command['send'], onDone?: Command['onDone']) => mutate({ send, idempotencyKey: newIdempotencyKey(), onDone });

  return {
    isPending,
    create: (text: CampaignText, onDone: Command['onDone']) => run((key) => api.campaigns.create(text, key), onDone),
    change: (id: string, text: CampaignText, onDone: Command['onDone']) =>
      run((key) => api.campaigns.change(id, text, key), onDone),
    approve: (id: string, version: number) => run((key) => api.campaigns.approve(id, version, key)),
    perform: (id: string, action: CampaignAction) => run((key) => api.campaigns.perform(id, action, key)),
  };
}

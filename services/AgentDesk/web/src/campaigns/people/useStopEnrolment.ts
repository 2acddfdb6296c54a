import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { problemText } from '../../api/http/problemText';
import { keys } from '../../cache/keys';
import { newActionKey } from '../../api/http/actionKey';
import { useSession } from '../../session/SessionContext';

/** Ends a campaign for one citizen. */
export function useStopEnrolment(campaignId: string) {
  const { api } = useSession();
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ way, actionKey }: { way: string; actionKey: string }) => api.campaigns.stopEnrolment(way, actionKey),
    onError: (error) =>
      notifications.show({ color: 'red', title: i18next.t('failure.title'), message: problemText(error, i18next.t) }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.campaignPeople(campaignId) }),
  });
  return { isPending, stop: (way: string) => mutate({ way, actionKey: newActionKey() }) };
}

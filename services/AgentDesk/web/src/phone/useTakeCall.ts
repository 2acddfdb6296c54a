import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { problemText } from '../api/http/problemText';
import type { PhoneCall } from '../api/types';
import { keys } from '../cache/keys';
import { newActionKey } from '../api/http/actionKey';
import { useSession } from '../session/SessionContext';

/** Takes a waiting call, or calls back: the agent's phone rings next. What came of it is told by the list of calls. */
export function useTakeCall(call: PhoneCall) {
  const { api } = useSession();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (phone: string) => api.takeCall(call.id, call.queue ? 'take' : 'call-back', phone, newActionKey()),
    onError: (error) =>
      notifications.show({ color: 'red', title: i18next.t('failure.title'), message: problemText(error, i18next.t) }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.calls }),
  });
}

import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import i18next from 'i18next';
import type { Campaign } from '../../api/campaignTypes';
import { downloadFile } from '../../api/http/download';
import { problemText } from '../../api/http/problemText';
import { useSession } from '../../session/SessionContext';
import { saveFile } from './saveFile';

/** Saves whom a campaign was on its way with, all of them, as CSV. */
export function useExportPeople({ id, definition }: Campaign) {
  const { key } = useSession();
  const { mutate, isPending } = useMutation({
    mutationFn: () => downloadFile(`/outreach/campaigns/${encodeURIComponent(id)}/people.csv`, key),
    onSuccess: (file) => saveFile(file, `${definition.name}.csv`),
    onError: (error) =>
      notifications.show({ color: 'red', title: i18next.t('failure.title'), message: problemText(error, i18next.t) }),
  });
  return { isPending, save: () => mutate() };
}

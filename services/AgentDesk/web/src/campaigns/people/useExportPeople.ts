import { useMutation } from '@tanstack/react-query';
import type { Campaign } from '../../api/campaignTypes';
import { downloadFile } from '../../api/http/download';
import { useSession } from '../../session/SessionContext';
import { useFailureNotification } from '../../ui/useFailureNotification';
import { saveFile } from './saveFile';

/** Downloads all people of a campaign as CSV. */
export function useExportPeople({ id, definition }: Campaign) {
  const { key } = useSession();
  const showFailure = useFailureNotification();
  const { mutate, isPending } = useMutation({
    mutationFn: () => downloadFile(`/outreach/campaigns/${encodeURIComponent(id)}/people.csv`, key),
    onSuccess: (file) => saveFile(file, `${definition.name}.csv`),
    onError: showFailure,
  });
  return { isPending, exportPeople: () => mutate() };
}

import { FileButton, Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import { newIdempotencyKey } from '../../api/http/idempotencyKey';
import { keys } from '../../cache/keys';
import { localeOf } from '../../i18n/i18n';
import { useSession } from '../../session/SessionContext';
import { ActionError } from '../ActionError';
import { Section } from '../Section';
import { ListReportView } from './ListReportView';

interface Props {
  campaign: Campaign;
  canUpload: boolean;
}

/** Uploads a list of addresses, from which the server makes the list of citizens. */
export function ListUpload({ campaign, canUpload }: Props) {
  const { t, i18n } = useTranslation();
  const { api } = useSession();
  const client = useQueryClient();
  const upload = useMutation({
    mutationFn: ({ file, idempotencyKey }: { file: File; idempotencyKey: string }) => api.campaigns.uploadList(campaign.id, file, idempotencyKey),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.campaign(campaign.id) }),
  });
  const { listed } = campaign;
  const count = t('campaigns.list.listed', { count: listed, formatted: listed.toLocaleString(localeOf(i18n.language)) });

  return (
    <Section
      title={t('campaigns.list.title')}
      hint={canUpload ? `${count} ${t('campaigns.list.hint')}` : count}
      action={
        canUpload && (
          <FileButton
            accept=".csv,.txt,text/csv,text/plain"
            onChange={(file) => file && upload.mutate({ file, idempotencyKey: newIdempotencyKey() })}
          >
            {(props) => (
              <Button {...props} size="sm" variant="default" leftSection={<IconUpload size={16} />} loading={upload.isPending}>
                {t('campaigns.list.upload')}
              </Button>
            )}
          </FileButton>
        )
      }
    >
      {upload.error ? <ActionError error={upload.error} /> : upload.data && <ListReportView report={upload.data.body} />}
    </Section>
  );
}

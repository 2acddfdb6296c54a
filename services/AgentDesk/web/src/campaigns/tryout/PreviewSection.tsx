import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import { useSession } from '../../session/SessionContext';
import { ActionError } from '../ActionError';
import { Section } from '../Section';
import { PreviewView } from './PreviewView';

interface Props {
  campaign: Campaign;
}

export function PreviewSection({ campaign }: Props) {
  const { t } = useTranslation();
  const { api } = useSession();
  const preview = useMutation({ mutationFn: () => api.campaigns.preview(campaign.id) });
  return (
    <Section
      title={t('campaigns.preview.title')}
      hint={t('campaigns.preview.hint')}
      action={
        <Button size="sm" variant="default" leftSection={<IconEye size={16} />} loading={preview.isPending} onClick={() => preview.mutate()}>
          {t(preview.data ? 'campaigns.preview.again' : 'campaigns.preview.show')}
        </Button>
      }
    >
      {preview.error ? <ActionError error={preview.error} /> : preview.data && <PreviewView preview={preview.data} />}
    </Section>
  );
}

import { Button, Select, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TestMessageRequest } from '../../api/campaignReports';
import type { Campaign } from '../../api/campaignTypes';
import { newIdempotencyKey } from '../../api/http/idempotencyKey';
import { Link } from '../../routing/Link';
import { conversationPath } from '../../routing/route';
import { useSession } from '../../session/SessionContext';
import { useChannelName } from '../../ui/channelName';
import { ActionError } from '../ActionError';
import { Section } from '../Section';
import classes from './SectionForm.module.css';

interface Props {
  campaign: Campaign;
}

const channels = ['sms', 'email', 'voice', 'whatsapp'] as const;

/** Sends one step to the planner's own address, to see it on a real device. */
export function TestMessage({ campaign: { id, definition } }: Props) {
  const { t } = useTranslation();
  const { api } = useSession();
  const channelName = useChannelName();
  const sendSteps = definition.steps.filter(({ send }) => send).map((step) => step.id);
  const [channel, setChannel] = useState<string>('sms');
  const [address, setAddress] = useState('');
  const [selectedStep, setSelectedStep] = useState<string | null>(null);
  const step = sendSteps.find((one) => one === selectedStep) ?? sendSteps[0] ?? null;
  const test = useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: TestMessageRequest; idempotencyKey: string }) => api.campaigns.sendTestMessage(id, body, idempotencyKey),
  });

  function send(event: SyntheticEvent) {
    event.preventDefault();
    test.mutate({ body: { channel, address: address.trim(), ...(step ? { step } : {}) }, idempotencyKey: newIdempotencyKey() });
  }

  return (
    <Section title={t('campaigns.test.title')} hint={t('campaigns.test.hint')}>
      <form className={classes.form} onSubmit={send}>
        <Select
          label={t('campaigns.test.channel')}
          w={140}
          allowDeselect={false}
          value={channel}
          onChange={(value) => value && setChannel(value)}
          data={channels.map((name) => ({ value: name, label: channelName(name) }))}
        />
        <TextInput
          label={t('campaigns.test.address')}
          placeholder={channel === 'email' ? 'name@example.org' : '+49…'}
          className={classes.wide}
          dir="ltr"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Select label={t('campaigns.test.step')} w={160} allowDeselect={false} value={step} onChange={setSelectedStep} data={sendSteps} />
        <Button type="submit" leftSection={<IconSend size={16} />} disabled={!address.trim() || !step} loading={test.isPending}>
          {t('campaigns.test.send')}
        </Button>
      </form>
      {test.error ? (
        <ActionError error={test.error} />
      ) : (
        test.data && (
          <div>
            <p className={classes.sent} role="status">
              {t('campaigns.test.sent')}{' '}
              {test.data.body.conversationId && (
                <Link to={conversationPath(test.data.body.conversationId)}>{t('campaigns.test.open')}</Link>
              )}
            </p>
            <p className={classes.text} dir="auto">
              {test.data.body.text}
            </p>
          </div>
        )
      )}
    </Section>
  );
}

import { Button, Select, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import type { TestMessageRequest } from '../../api/campaignReports';
import { newActionKey } from '../../api/http/actionKey';
import { Link } from '../../routing/Link';
import { conversationPath } from '../../routing/route';
import { useSession } from '../../session/SessionContext';
import { useChannelName } from '../../ui/channelName';
import { Section } from '../Section';
import classes from './SectionForm.module.css';
import { ActionError } from '../ActionError';

interface Props {
  campaign: Campaign;
}

const channels = ['sms', 'email', 'voice', 'whatsapp'] as const;

/** One step to an address of one's own, to see it on a real device. */
export function TestMessage({ campaign: { id, definition } }: Props) {
  const { t } = useTranslation();
  const { api } = useSession();
  const channelName = useChannelName();
  const writing = definition.steps.filter(({ send }) => send).map((step) => step.id);
  const [channel, setChannel] = useState<string>('sms');
  const [address, setAddress] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const step = writing.find((one) => one === chosen) ?? writing[0] ?? null;
  const test = useMutation({
    mutationFn: ({ body, actionKey }: { body: TestMessageRequest; actionKey: string }) => api.campaigns.test(id, body, actionKey),
  });

  function send(event: SyntheticEvent) {
    event.preventDefault();
    test.mutate({ body: { channel, address: address.trim(), ...(step ? { step } : {}) }, actionKey: newActionKey() });
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
        <Select label={t('campaigns.test.step')} w={160} allowDeselect={false} value={step} onChange={setChosen} data={writing} />
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

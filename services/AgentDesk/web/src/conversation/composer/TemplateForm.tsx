import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../api/http/idempotencyKey';
import { problemText } from '../../api/http/problemText';
import { keys } from '../../cache/keys';
import { useSession } from '../../session/SessionContext';
import { currentDraft, dismissRefusal } from './drafts';

interface Props {
  conversationId: string;
}

/** Sends an approved template when the messaging window is closed. The draft stays in the composer. */
export function TemplateForm({ conversationId }: Props) {
  const { t } = useTranslation();
  const { api } = useSession();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [language, setLanguage] = useState('en');
  const [lines, setLines] = useState('');
  const [idempotencyKey, setActionKey] = useState(newIdempotencyKey);

  const send = useMutation({
    mutationFn: () => {
      const { channel } = currentDraft(conversationId);
      const parameters = lines.split('\n').filter((line) => line.trim() !== '');
      const template = { name: name.trim(), language: language.trim(), parameters };
      return api.conversations.reply(conversationId, { text: '', template, ...(channel ? { channel } : {}) }, idempotencyKey);
    },
    onSuccess: () => dismissRefusal(conversationId),
    onError: () => setActionKey(newIdempotencyKey()),
    onSettled: () => client.invalidateQueries({ queryKey: keys.conversation(conversationId) }),
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (name.trim() && language.trim() && !send.isPending) send.mutate();
  }

  return (
    <div role="group" aria-label={t('template.title')}>
      <Group gap="xs" mt="xs" align="end">
        <TextInput size="xs" label={t('template.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput size="xs" label={t('template.language')} value={language} onChange={(event) => setLanguage(event.currentTarget.value)} />
        <Textarea
          size="xs"
          label={t('template.parameters')}
          autosize
          maxRows={4}
          value={lines}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
        <Button size="xs" type="button" loading={send.isPending} disabled={!name.trim() || !language.trim()} onClick={submit}>
          {t('template.send')}
        </Button>
      </Group>
      {send.isError && <p role="alert">{problemText(send.error, t)}</p>}
    </div>
  );
}

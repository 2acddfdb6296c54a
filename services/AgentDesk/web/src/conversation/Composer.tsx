import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { IconNote, IconSend } from '@tabler/icons-react';
import type { KeyboardEvent, SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../api/types';
import { ChannelChoice } from './ChannelChoice';
import classes from './Composer.module.css';
import { ComposerHint } from './ComposerHint';
import { editDraft, useDraft, type DraftKind } from './drafts';
import { RefusalNote } from './RefusalNote';
import { pickRoute } from './replyRoutes';
import { useSend } from './useSend';

export const composerFieldId = 'composer-text';

interface Props {
  conversation: Conversation;
}

export function Composer({ conversation }: Props) {
  const { t } = useTranslation();
  const { id, status } = conversation;
  const draft = useDraft(id);
  const send = useSend(id);
  const route = pickRoute(conversation, draft.channel);
  const isNote = draft.kind === 'note';

  const obstacle = isNote
    ? null
    : status === 'closed'
      ? t('composer.closed')
      : !route
        ? t('composer.noChannel')
        : route.contactPoint.optedOut
          ? t('composer.optedOut')
          : null;

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (draft.text.trim() === '' || obstacle) return;
    send.mutate({ draft, channel: route?.channel ?? 'sms', at: new Date().toISOString() });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
    if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
  }

  return (
    <form className={classes.composer} data-kind={draft.kind} onSubmit={submit} aria-label={t('composer.label')}>
      <div className={classes.width}>
        <RefusalNote conversationId={id} />
        <div className={classes.row}>
          <SegmentedControl
            size="xs"
            aria-label={t('composer.kind')}
            value={draft.kind}
            onChange={(kind: DraftKind) => editDraft(id, { kind })}
            data={[
              { value: 'reply', label: t('composer.reply') },
              { value: 'note', label: t('composer.note') },
            ]}
          />
          {!isNote && <ChannelChoice conversation={conversation} route={route} />}
        </div>
        <Textarea
          id={composerFieldId}
          aria-label={isNote ? t('composer.noteHint') : t('composer.replyHint')}
          placeholder={isNote ? t('composer.noteHint') : t('composer.replyHint')}
          aria-describedby={`${composerFieldId}-hint`}
          classNames={{ input: classes.field }}
          dir="auto"
          autosize
          minRows={2}
          maxRows={10}
          value={draft.text}
          onChange={(event) => editDraft(id, { text: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <div className={classes.row}>
          <ComposerHint id={`${composerFieldId}-hint`} obstacle={obstacle} text={draft.text} isSms={!isNote && route?.channel === 'sms'} />
          <Button
            type="submit"
            className={classes.send}
            disabled={draft.text.trim() === '' || obstacle !== null}
            leftSection={isNote ? <IconNote size={16} stroke={1.8} /> : <IconSend size={16} stroke={1.8} />}
          >
            {isNote ? t('composer.addNote') : t('composer.send')}
          </Button>
        </div>
      </div>
    </form>
  );
}

import { Button, Group, SegmentedControl, Textarea } from '@mantine/core';
import { IconNote, IconSend } from '@tabler/icons-react';
import type { KeyboardEvent, SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../api/types';
import { AttachButton } from './attachments/AttachButton';
import { ChannelChoice } from './route/ChannelChoice';
import classes from './Composer.module.css';
import { ComposerHint } from './ComposerHint';
import { DraftFiles } from './attachments/DraftFiles';
import { editDraft, useDraft, type DraftKind } from './drafts';
import { RefusalNote } from './RefusalNote';
import { pickRoute } from './route/replyRoutes';
import { useSend } from './useSend';
import { useTypingSignal } from './useTypingSignal';
import { useUploads } from './attachments/useUploads';

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
  const { uploads, isBusy, add, drop } = useUploads(id);
  const tellTyping = useTypingSignal(!isNote && route?.channel === 'webchat' ? route.contactPoint.address : null);
  const files = isNote ? [] : (draft.attachments ?? []);
  const isEmpty = draft.text.trim() === '' && files.length === 0;

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
    if (isEmpty || isBusy || obstacle) return;
    tellTyping('');
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
          onChange={(event) => {
            editDraft(id, { text: event.currentTarget.value });
            tellTyping(event.currentTarget.value);
          }}
          onPaste={(event) => !isNote && add(event.clipboardData.files)}
          onKeyDown={onKeyDown}
        />
        {!isNote && (
          <DraftFiles
            attachments={files}
            uploads={uploads}
            onRemove={(one) => editDraft(id, { attachments: files.filter((file) => file !== one) })}
            onDrop={drop}
          />
        )}
        <div className={classes.row}>
          <ComposerHint id={`${composerFieldId}-hint`} obstacle={obstacle} text={draft.text} isSms={!isNote && route?.channel === 'sms'} />
          <Group gap="xs" wrap="nowrap">
            {!isNote && <AttachButton onFiles={add} />}
            <Button
              type="submit"
              className={classes.send}
              disabled={isEmpty || isBusy || obstacle !== null}
              leftSection={isNote ? <IconNote size={16} stroke={1.8} /> : <IconSend size={16} stroke={1.8} />}
            >
              {isNote ? t('composer.addNote') : t('composer.send')}
            </Button>
          </Group>
        </div>
      </div>
    </form>
  );
}

import { Button, Group, SegmentedControl, Textarea } from '@mantine/core';
import { IconNote, IconSend } from '@tabler/icons-react';
import type { KeyboardEvent, SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../api/types';
import { AttachButton } from './attachments/AttachButton';
import { DraftAttachments } from './attachments/DraftAttachments';
import { useUploads } from './attachments/useUploads';
import classes from './Composer.module.css';
import { ComposerHint } from './ComposerHint';
import { editDraft, useDraft, type DraftKind } from './drafts';
import { RefusalAlert } from './RefusalAlert';
import { ChannelPicker } from './route/ChannelPicker';
import { replyBlockOf } from './route/replyBlock';
import { pickRoute } from './route/replyRoutes';
import { useSendMessage } from './useSendMessage';
import { useTypingSignal } from './useTypingSignal';

export const composerFieldId = 'composer-text';
const hintId = `${composerFieldId}-hint`;

interface Props {
  conversation: Conversation;
}

export function Composer({ conversation }: Props) {
  const { t } = useTranslation();
  const { id } = conversation;
  const draft = useDraft(id);
  const { mutate: send } = useSendMessage(id);
  const { uploads, isUploading, upload, dismiss } = useUploads(id);

  const isNote = draft.kind === 'note';
  const route = isNote ? undefined : pickRoute(conversation, draft.channel);
  const block = isNote ? null : replyBlockOf(conversation, route);
  const attachments = isNote ? [] : (draft.attachments ?? []);
  const isEmpty = draft.text.trim() === '' && attachments.length === 0;
  const canSend = !isEmpty && !isUploading && !block;
  const prompt = t(isNote ? 'composer.noteHint' : 'composer.replyHint');
  const signalTyping = useTypingSignal(route?.channel === 'webchat' ? route.contactPoint.address : null);

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!canSend) return;
    signalTyping('');
    send({ draft, channel: route?.channel ?? null, at: new Date().toISOString() });
  }

  function changeText(text: string) {
    editDraft(id, { text });
    signalTyping(text);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
    if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
  }

  return (
    <form className={classes.composer} data-kind={draft.kind} onSubmit={submit} aria-label={t('composer.label')}>
      <div className={classes.width}>
        <RefusalAlert conversationId={id} />
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
          {!isNote && <ChannelPicker conversation={conversation} route={route} />}
        </div>
        <Textarea
          id={composerFieldId}
          aria-label={prompt}
          placeholder={prompt}
          aria-describedby={hintId}
          classNames={{ input: classes.field }}
          dir="auto"
          autosize
          minRows={2}
          maxRows={10}
          value={draft.text}
          onChange={(event) => changeText(event.currentTarget.value)}
          onPaste={(event) => !isNote && upload(event.clipboardData.files)}
          onKeyDown={onKeyDown}
        />
        {!isNote && (
          <DraftAttachments
            attachments={attachments}
            uploads={uploads}
            onRemove={(removed) => editDraft(id, { attachments: attachments.filter((one) => one !== removed) })}
            onDismiss={dismiss}
          />
        )}
        <div className={classes.row}>
          <ComposerHint id={hintId} block={block} text={draft.text} isSms={route?.channel === 'sms'} />
          <Group gap="xs" wrap="nowrap">
            {!isNote && <AttachButton onFiles={upload} />}
            <Button
              type="submit"
              className={classes.send}
              disabled={!canSend}
              leftSection={isNote ? <IconNote size={16} stroke={1.8} /> : <IconSend size={16} stroke={1.8} />}
            >
              {t(isNote ? 'composer.addNote' : 'composer.send')}
            </Button>
          </Group>
        </div>
      </div>
    </form>
  );
}

import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../api/types';
import { byteSize } from '../../../format/byteSize';
import { localeOf } from '../../../i18n/i18n';
import classes from './DraftFiles.module.css';
import type { Upload } from './useUploads';

interface Props {
  attachments: Attachment[];
  uploads: Upload[];
  onRemove: (attachment: Attachment) => void;
  onDrop: (id: string) => void;
}

/** What goes with the next reply, and what is on its way there. */
export function DraftFiles({ attachments, uploads, onRemove, onDrop }: Props) {
  const { t, i18n } = useTranslation();
  if (attachments.length + uploads.length === 0) return null;

  const line = (key: string, words: string, name: string, remove: (() => void) | null, isWrong = false) => (
    <li key={key} className={classes.file} data-wrong={isWrong || undefined}>
      <bdi>{words}</bdi>
      {remove && (
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('composer.removeFile', { name })} onClick={remove}>
          <IconX size={14} stroke={1.8} />
        </ActionIcon>
      )}
    </li>
  );

  return (
    <ul className={classes.files} aria-label={t('composer.files')} aria-live="polite">
      {attachments.map((one) => {
        const name = one.name || t('conversation.attachment');
        const size = one.size ? ` · ${byteSize(one.size, localeOf(i18n.language))}` : '';
        return line(one.url, name + size, name, () => onRemove(one));
      })}
      {uploads.map(({ id, name, problem }) =>
        problem === undefined
          ? line(id, t('composer.uploading', { name }), name, null)
          : line(id, `${name}: ${problem}`, name, () => onDrop(id), true),
      )}
    </ul>
  );
}

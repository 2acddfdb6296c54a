import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../api/types';
import { formatBytes } from '../../../format/formatBytes';
import { localeOf } from '../../../i18n/i18n';
import classes from './DraftAttachments.module.css';
import { DraftFile } from './DraftFile';
import type { Upload } from './useUploads';

interface Props {
  attachments: Attachment[];
  uploads: Upload[];
  onRemove: (attachment: Attachment) => void;
  onDismiss: (uploadId: string) => void;
}

/** The files attached to the next reply, and those still uploading. */
export function DraftAttachments({ attachments, uploads, onRemove, onDismiss }: Props) {
  const { t, i18n } = useTranslation();
  if (attachments.length + uploads.length === 0) return null;

  function labelOf({ name, size }: Attachment): string {
    const shownName = name || t('conversation.attachment');
    return size ? `${shownName} · ${formatBytes(size, localeOf(i18n.language))}` : shownName;
  }

  return (
    <ul className={classes.files} aria-label={t('composer.files')} aria-live="polite">
      {attachments.map((one) => (
        <DraftFile key={one.url} label={labelOf(one)} name={one.name || t('conversation.attachment')} onRemove={() => onRemove(one)} />
      ))}
      {uploads.map(({ id, name, problem }) =>
        problem === undefined ? (
          <DraftFile key={id} label={t('composer.uploading', { name })} name={name} />
        ) : (
          <DraftFile key={id} label={`${name}: ${problem}`} name={name} hasFailed onRemove={() => onDismiss(id)} />
        ),
      )}
    </ul>
  );
}

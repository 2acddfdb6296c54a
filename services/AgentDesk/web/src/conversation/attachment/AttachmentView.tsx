import { IconDownload, IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../api/types';
import { formatBytes } from '../../format/formatBytes';
import { localeOf } from '../../i18n/i18n';
import classes from './AttachmentView.module.css';
import { isOnServer, useAttachment } from './useAttachment';

interface Props {
  attachment: Attachment;
}

const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];

/** Images of safe types are shown; any other file can only be downloaded, never opened in the page. */
export function AttachmentView({ attachment }: Props) {
  const { t, i18n } = useTranslation();
  const [isRequested, setIsRequested] = useState(false);
  const isImage = imageTypes.includes(attachment.contentType);
  const { source, failed } = useAttachment(attachment, isImage || isRequested);
  const name = attachment.name || t('conversation.attachment');
  const label = [name, attachment.size ? formatBytes(attachment.size, localeOf(i18n.language)) : null].filter(Boolean).join(' · ');

  if (attachment.problem) return <p className={classes.failed}>{t('conversation.attachmentLost', { name })}</p>;
  if (!isOnServer(attachment.url)) {
    return (
      <a className={classes.file} href={attachment.url} target="_blank" rel="noopener nofollow ugc noreferrer">
        <IconPaperclip size={16} stroke={1.6} aria-hidden="true" />
        <bdi>{label}</bdi>
      </a>
    );
  }
  if (failed) return <p className={classes.failed}>{t('conversation.attachmentFailed')}</p>;
  if (source) {
    return (
      <a className={classes.file} href={source} download={name}>
        {isImage ? (
          <img src={source} alt={name} className={classes.image} />
        ) : (
          <>
            <IconDownload size={16} stroke={1.6} aria-hidden="true" />
            <bdi>{label}</bdi>
          </>
        )}
      </a>
    );
  }
  if (isImage) return <div className={classes.imagePlaceholder} role="status" aria-label={t('conversation.attachmentLoading')} />;
  return (
    <button type="button" className={classes.file} onClick={() => setIsRequested(true)}>
      <IconPaperclip size={16} stroke={1.6} aria-hidden="true" />
      <bdi>{label}</bdi>
    </button>
  );
}

import { IconDownload, IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n';
import type { Attachment } from '../../api/types';
import { byteSize } from '../../format/byteSize';
import classes from './AttachmentView.module.css';
import { isOwn, useAttachment } from './useAttachment';

interface Props {
  attachment: Attachment;
}

const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];

/** Pictures of safe kinds are shown; everything else is only offered to save, never opened in the page. */
export function AttachmentView({ attachment }: Props) {
  const { t, i18n } = useTranslation();
  const [asked, setAsked] = useState(false);
  const picture = pictures.includes(attachment.contentType);
  const { source, failed } = useAttachment(attachment, picture || asked);
  const name = attachment.name || t('conversation.attachment');
  const words = [name, attachment.size ? byteSize(attachment.size, localeOf(i18n.language)) : null].filter(Boolean).join(' · ');

  if (attachment.problem) return <p className={classes.failed}>{t('conversation.attachmentLost', { name })}</p>;
  if (!isOwn(attachment.url)) {
    return (
      <a className={classes.file} href={attachment.url} target="_blank" rel="noopener nofollow ugc noreferrer">
        <IconPaperclip size={16} stroke={1.6} aria-hidden="true" />
        <bdi>{words}</bdi>
      </a>
    );
  }
  if (failed) return <p className={classes.failed}>{t('conversation.attachmentFailed')}</p>;
  if (source) {
    return (
      <a className={classes.file} href={source} download={name}>
        {picture ? (
          <img src={source} alt={name} className={classes.picture} />
        ) : (
          <>
            <IconDownload size={16} stroke={1.6} aria-hidden="true" />
            <bdi>{words}</bdi>
          </>
        )}
      </a>
    );
  }
  if (picture) return <div className={classes.pictureSpace} role="status" aria-label={t('conversation.attachmentLoading')} />;
  return (
    <button type="button" className={classes.file} onClick={() => setAsked(true)}>
      <IconPaperclip size={16} stroke={1.6} aria-hidden="true" />
      <bdi>{words}</bdi>
    </button>
  );
}

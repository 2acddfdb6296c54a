import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../../api/http/idempotencyKey';
import { problemText } from '../../../api/http/problemText';
import { uploadFile } from '../../../api/http/upload';
import { useSession } from '../../../session/SessionContext';
import { currentDraft, editDraft } from '../drafts';

export interface Upload {
  id: string;
  name: string;
  /** Why it failed; undefined while it is in progress. */
  problem?: string;
}

/** Uploads files and attaches them to the draft of a conversation. */
export function useUploads(conversationId: string) {
  const { t } = useTranslation();
  const { key } = useSession();
  const [uploads, setUploads] = useState<Upload[]>([]);

  const dismiss = (id: string) => setUploads((known) => known.filter((one) => one.id !== id));

  async function uploadOne(file: File) {
    const id = newIdempotencyKey();
    setUploads((known) => [...known, { id, name: file.name }]);
    try {
      const attachment = await uploadFile(file, key, id);
      editDraft(conversationId, { attachments: [...(currentDraft(conversationId).attachments ?? []), attachment] });
      dismiss(id);
    } catch (error) {
      const problem = problemText(error, t);
      setUploads((known) => known.map((one) => (one.id === id ? { ...one, problem } : one)));
    }
  }

  return {
    uploads,
    isUploading: uploads.some((one) => one.problem === undefined),
    upload: (files: Iterable<File>) => {
      for (const file of files) void uploadOne(file);
    },
    dismiss,
  };
}

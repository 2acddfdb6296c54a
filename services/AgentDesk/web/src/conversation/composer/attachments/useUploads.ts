import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../api/http/problemText';
import { uploadFile } from '../../../api/http/upload';
import { newActionKey } from '../../../api/http/actionKey';
import { useSession } from '../../../session/SessionContext';
import { currentDraft, editDraft } from '../drafts';

export interface Upload {
  id: string;
  name: string;
  /** Why it failed; undefined while it is on its way. */
  problem?: string;
}

/** Files on their way into the draft of a conversation. */
export function useUploads(conversationId: string) {
  const { t } = useTranslation();
  const { key } = useSession();
  const [uploads, setUploads] = useState<Upload[]>([]);

  const drop = (id: string) => setUploads((known) => known.filter((one) => one.id !== id));

  async function upload(file: File) {
    const id = newActionKey();
    setUploads((known) => [...known, { id, name: file.name }]);
    try {
      const stored = await uploadFile(file, key, id);
      editDraft(conversationId, { attachments: [...(currentDraft(conversationId).attachments ?? []), stored] });
      drop(id);
    } catch (error) {
      const problem = problemText(error, t);
      setUploads((known) => known.map((one) => (one.id === id ? { ...one, problem } : one)));
    }
  }

  return {
    uploads,
    isBusy: uploads.some((one) => one.problem === undefined),
    add: (files: Iterable<File>) => {
      for (const file of files) void upload(file);
    },
    drop,
  };
}

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readRefusal } from '../../api/http/problem';
import type { Attachment } from '../../api/types';
import { useSession } from '../../session/SessionContext';

/** Whether our server has the file; otherwise the URL is somebody else's. */
export function isOnServer(url: string): boolean {
  return new URL(url, window.location.origin).origin === window.location.origin;
}

/** Loads an attachment with the access key, which an image element cannot send. */
export function useAttachment({ url }: Attachment, enabled: boolean) {
  const { key } = useSession();
  const { data: file, ...query } = useQuery({
    queryKey: ['attachment', url],
    enabled: enabled && isOnServer(url),
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { headers: { Authorization: `Bearer ${key}` }, signal });
      if (!response.ok) throw await readRefusal(response);
      return response.blob();
    },
  });
  const [source, setSource] = useState<string>();

  useEffect(() => {
    if (!file) return;
    const objectUrl = URL.createObjectURL(file);
    setSource(objectUrl);
    return () => URL.revokeObjectURL(objectUrl);
  }, [file]);

  return { source, failed: query.isError };
}

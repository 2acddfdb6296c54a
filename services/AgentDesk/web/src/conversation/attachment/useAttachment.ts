import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readRefusal } from '../../api/http/problem';
import type { Attachment } from '../../api/types';
import { useSession } from '../../session/SessionContext';

export function isOwn(url: string): boolean {
  return new URL(url, window.location.origin).origin === window.location.origin;
}

/** An attachment kept by the server. An image element cannot send the key, so it is fetched here. */
export function useAttachment({ url }: Attachment, wanted: boolean) {
  const { key } = useSession();
  const { data: file, ...query } = useQuery({
    queryKey: ['attachment', url],
    enabled: wanted && isOwn(url),
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
    const address = URL.createObjectURL(file);
    setSource(address);
    return () => URL.revokeObjectURL(address);
  }, [file]);

  return { source, failed: query.isError };
}

import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';

interface Props {
  label: string;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}

/** Loads the next page of a list when it scrolls into view; also a button, for those who do not scroll. */
export function LoadMore({ label, query }: Props) {
  const { hasNextPage, isFetchingNextPage: loading } = query;
  const end = useRef<HTMLDivElement>(null);
  const load = useEffectEvent(() => {
    if (!loading) void query.fetchNextPage();
  });

  useEffect(() => {
    if (!end.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) load();
      },
      { rootMargin: '200px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
    // A new observer after each page: an end that stays in view would not be reported again.
  }, [loading, hasNextPage]);

  if (!hasNextPage) return null;
  return (
    <div ref={end} style={{ display: 'grid', placeItems: 'center', padding: 12 }}>
      <Button variant="subtle" size="xs" loading={loading} onClick={() => void query.fetchNextPage()}>
        {label}
      </Button>
    </div>
  );
}

import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';

interface Props {
  label: string;
  loading: boolean;
  onMore: () => void;
}

/** Loads the next page when it comes into view; a button too, for those who do not scroll. */
export function LoadMore({ label, loading, onMore }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const more = useEffectEvent(() => {
    if (!loading) onMore();
  });

  useEffect(() => {
    if (!end.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) more();
      },
      { rootMargin: '200px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
    // Observed anew after each page, since an end that stays in view does not cross into it.
  }, [loading]);

  return (
    <div ref={end} style={{ display: 'grid', placeItems: 'center', padding: 12 }}>
      <Button variant="subtle" size="xs" loading={loading} onClick={onMore}>
        {label}
      </Button>
    </div>
  );
}

import { useLayoutEffect, useRef, useState } from 'react';

/** Closer to the end than this counts as being at the end, in pixels. */
const tolerance = 80;

/** Keeps a scrollable area at its end as it grows, unless the reader has scrolled up. */
export function useStickToEnd(count: number) {
  const area = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [hasUnread, setHasUnread] = useState(false);

  function scrollToEnd() {
    const element = area.current;
    if (element) element.scrollTop = element.scrollHeight;
    setHasUnread(false);
  }

  useLayoutEffect(() => {
    if (atEnd.current) scrollToEnd();
    else setHasUnread(true);
  }, [count]);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);

  function onScroll() {
    const element = area.current;
    if (!element) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < tolerance;
    if (atEnd.current) setHasUnread(false);
  }

  return { area, onScroll, hasUnread, scrollToEnd };
}

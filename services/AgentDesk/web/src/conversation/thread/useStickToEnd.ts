import { useLayoutEffect, useRef, useState } from 'react';

const near = 80;

/** Keeps a scrolled area at its end as it grows, unless the reader has scrolled up. */
export function useStickToEnd(count: number) {
  const area = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [behind, setBehind] = useState(false);

  function scrollToEnd() {
    const element = area.current;
    if (element) element.scrollTop = element.scrollHeight;
    setBehind(false);
  }

  useLayoutEffect(() => {
    if (atEnd.current) scrollToEnd();
    else setBehind(true);
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
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < near;
    if (atEnd.current) setBehind(false);
  }

  return { area, onScroll, behind, scrollToEnd };
}

import { useMemo } from 'react';
import { splitLinks } from '../format/links';

interface Props {
  text: string;
  className?: string | undefined;
}

/** Text that people wrote: never markup, in its own direction, with web addresses to click on. */
export function CitizenText({ text, className }: Props) {
  const parts = useMemo(() => splitLinks(text), [text]);
  return (
    <p dir="auto" className={className}>
      {parts.map((part, index) =>
        part.href ? (
          <a key={index} href={part.href} target="_blank" rel="noopener nofollow ugc noreferrer">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}

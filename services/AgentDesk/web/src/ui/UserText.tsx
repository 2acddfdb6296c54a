import { useMemo } from 'react';
import { splitLinks } from '../format/splitLinks';

interface Props {
  text: string;
  className?: string | undefined;
}

/** Text written by people: shown as plain text in its own direction, with clickable web addresses. */
export function UserText({ text, className }: Props) {
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

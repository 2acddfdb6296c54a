import type { ComponentProps, MouseEvent } from 'react';
import { navigate } from './route';

interface Props extends Omit<ComponentProps<'a'>, 'href'> {
  to: string;
  /** Called when the desk itself followed the link. */
  onFollow?: () => void;
}

/** A link within the desk; with a modifier it stays the browser's. */
export function Link({ to, onClick, onFollow, ...rest }: Props) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (event.defaultPrevented || !plain) return;
    event.preventDefault();
    navigate(to);
    onFollow?.();
  }
  return <a {...rest} href={to} onClick={follow} />;
}

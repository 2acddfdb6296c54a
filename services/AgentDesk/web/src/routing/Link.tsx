import type { ComponentProps, MouseEvent } from 'react';
import { navigate } from './route';

interface Props extends Omit<ComponentProps<'a'>, 'href'> {
  to: string;
  /** Called after the desk has followed the link itself. */
  onFollow?: () => void;
}

/** A link within the desk; a click with a modifier key is left to the browser. */
export function Link({ to, onClick, onFollow, ...rest }: Props) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const isPlainClick = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (event.defaultPrevented || !isPlainClick) return;
    event.preventDefault();
    navigate(to);
    onFollow?.();
  }
  return <a {...rest} href={to} onClick={follow} />;
}

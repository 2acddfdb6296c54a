import { IconDeviceMobile, IconMail, IconMessage2, IconMessageCircle, IconPhone } from '@tabler/icons-react';
import type { Channel } from '../api/types';
import { useChannelName } from './channelName';

interface Props {
  channel: Channel;
  size?: number;
  className?: string | undefined;
}

export function ChannelIcon({ channel, size = 16, className }: Props) {
  const name = useChannelName()(channel);
  const Icon =
    channel === 'sms'
      ? IconDeviceMobile
      : channel === 'webchat'
        ? IconMessageCircle
        : channel === 'email'
          ? IconMail
          : channel === 'voice'
            ? IconPhone
            : IconMessage2;
  return <Icon size={size} stroke={1.6} role="img" aria-label={name} className={className} />;
}

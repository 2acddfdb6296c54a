import {
  IconBrandMessenger,
  IconBrandWhatsapp,
  IconDeviceMobile,
  IconMail,
  IconMessage2,
  IconMessageCircle,
  IconPhone,
} from '@tabler/icons-react';
import type { Channel } from '../api/types';
import { useChannelName } from './channelName';

const icons: Partial<Record<Channel, typeof IconPhone>> = {
  sms: IconDeviceMobile,
  voice: IconPhone,
  webchat: IconMessageCircle,
  email: IconMail,
  whatsapp: IconBrandWhatsapp,
  messenger: IconBrandMessenger,
};

interface Props {
  channel?: Channel | undefined;
  size?: number;
  className?: string | undefined;
}

export function ChannelIcon({ channel, size = 16, className }: Props) {
  const nameOf = useChannelName();
  const name = channel ? nameOf(channel) : undefined;
  const Icon = (channel && icons[channel]) ?? IconMessage2;
  return <Icon size={size} stroke={1.6} role="img" aria-label={name} className={className} />;
}

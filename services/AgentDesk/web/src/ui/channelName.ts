import { useTranslation } from 'react-i18next';
import type { Channel } from '../api/types';

export const channels = ['sms', 'voice', 'webchat', 'email', 'whatsapp', 'messenger'] as const;

type KnownChannel = (typeof channels)[number];

function isKnown(channel: Channel): channel is KnownChannel {
  return (channels as readonly string[]).includes(channel);
}

/** Names a channel; one this page does not know goes by the server's name. */
export function useChannelName() {
  const { t } = useTranslation();
  return (channel: Channel) => (isKnown(channel) ? t(`channel.${channel}`) : channel);
}

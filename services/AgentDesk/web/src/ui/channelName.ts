import { useTranslation } from 'react-i18next';
import type { Channel } from '../api/types';

export const channels = ['sms', 'voice', 'webchat', 'email', 'whatsapp', 'messenger'] as const;

type KnownChannel = (typeof channels)[number];

function isKnown(channel: Channel): channel is KnownChannel {
  return (channels as readonly string[]).includes(channel);
}

/** The name of a channel; one this page does not know is called as the server calls it. */
export function useChannelName() {
  const { t } = useTranslation();
  return (channel: Channel) => (isKnown(channel) ? t(`channel.${channel}`) : channel);
}

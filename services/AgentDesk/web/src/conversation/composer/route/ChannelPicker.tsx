import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../api/types';
import { displayAddress } from '../../../format/displayAddress';
import { ChannelIcon } from '../../../ui/ChannelIcon';
import { useChannelName } from '../../../ui/channelName';
import { editDraft } from '../drafts';
import classes from './ChannelPicker.module.css';
import { replyRoutes, type ReplyRoute } from './replyRoutes';

interface Props {
  conversation: Conversation;
  route: ReplyRoute | undefined;
}

export function ChannelPicker({ conversation, route }: Props) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const routes = replyRoutes(conversation.contactPoints);
  if (!route) return null;

  function labelOf({ channel, contactPoint }: ReplyRoute) {
    const optedOut = contactPoint.optedOut ? ` (${t('contactPoint.optedOut')})` : '';
    return `${channelName(channel)} · ${displayAddress(contactPoint)}${optedOut}`;
  }

  if (routes.length === 1) {
    return (
      <span className={classes.only}>
        <ChannelIcon channel={route.channel} />
        <bdi>{labelOf(route)}</bdi>
      </span>
    );
  }
  return (
    <NativeSelect
      size="xs"
      aria-label={t('composer.channel')}
      leftSection={<ChannelIcon channel={route.channel} />}
      value={route.channel}
      onChange={(event) => editDraft(conversation.id, { channel: event.currentTarget.value })}
      data={routes.map((one) => ({ value: one.channel, label: labelOf(one), disabled: one.contactPoint.optedOut }))}
    />
  );
}

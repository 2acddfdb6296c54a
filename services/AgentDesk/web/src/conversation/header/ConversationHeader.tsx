import { ActionIcon, Skeleton } from '@mantine/core';
import { IconLayoutSidebarRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Conversation, ConversationSummary } from '../../api/types';
import { ContactName } from '../../citizen/ContactName';
import { useCitizen } from '../../citizen/useCitizen';
import { inboxItemId } from '../../inbox/list/inboxItemId';
import { BackLink } from '../../ui/BackLink';
import { focusSoon } from '../../ui/focusSoon';
import { ConversationActions } from './ConversationActions';
import classes from './ConversationHeader.module.css';
import { ConversationStatusLine } from './ConversationStatusLine';
import { conversationHeadingId } from './headingId';

interface Props {
  id: string;
  conversation: Conversation | undefined;
  summary: ConversationSummary | undefined;
  onShowCitizen: (() => void) | null;
}

export function ConversationHeader({ id, conversation, summary, onShowCitizen }: Props) {
  const { t } = useTranslation();
  const citizen = useQuery(useCitizen(conversation?.citizenId ?? summary?.citizenId)).data;
  const name = citizen?.name ?? summary?.citizenName;
  const contactPoint = summary?.contactPoint ?? conversation?.contactPoints[0];


  return (
    <header className={classes.header}>
      <BackLink to="/" label={t('conversation.back')} onFollow={() => focusSoon(inboxItemId(id))} />
      <div className={classes.heading}>
        <h1 id={conversationHeadingId} tabIndex={-1} className={classes.name}>
          {name || contactPoint ? <ContactName name={name} contactPoint={contactPoint} /> : <Skeleton height={18} width={160} my={4} />}
        </h1>
        {conversation ? <ConversationStatusLine conversation={conversation} /> : <Skeleton height={12} width={120} my={4} />}
      </div>
      <div className={classes.actions}>
        {conversation && <ConversationActions conversation={conversation} />}
        {onShowCitizen && (
          <ActionIcon variant="default" size="lg" aria-label={t('conversation.showCitizen')} onClick={onShowCitizen}>
            <IconLayoutSidebarRight size={18} stroke={1.6} />
          </ActionIcon>
        )}
      </div>
    </header>
  );
}

import { useTranslation } from 'react-i18next';
import type { ConversationSummary } from '../api/types';
import { ErrorState } from '../ui/ErrorState';
import { chatVisitorOf } from './chatVisitor';
import { Composer } from './composer/Composer';
import classes from './ConversationView.module.css';
import { ConversationHeader } from './header/ConversationHeader';
import { Thread } from './thread/Thread';
import { ThreadSkeleton } from './thread/ThreadSkeleton';
import { useSeenSignal } from './thread/useSeenSignal';
import { VisitorTyping } from './thread/VisitorTyping';
import { useConversation } from './useConversation';

interface Props {
  id: string;
  summary: ConversationSummary | undefined;
  onShowCitizen: (() => void) | null;
}

export function ConversationView({ id, summary, onShowCitizen }: Props) {
  const { t } = useTranslation();
  const query = useConversation(id);
  const conversation = query.data;
  const visitor = chatVisitorOf(conversation);
  useSeenSignal(conversation);

  if (query.isError && !conversation) {
    return <ErrorState title={t('conversation.failed')} error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <div className={classes.conversation}>
      <ConversationHeader id={id} conversation={conversation} summary={summary} onShowCitizen={onShowCitizen} />
      {conversation ? <Thread conversation={conversation} /> : <ThreadSkeleton />}
      {visitor && <VisitorTyping key={visitor} visitor={visitor} />}
      {conversation ? <Composer conversation={conversation} /> : <div className={classes.composerPlaceholder} />}
    </div>
  );
}

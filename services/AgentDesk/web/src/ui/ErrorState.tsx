import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/http/problemText';
import { EmptyState } from './EmptyState';

interface Props {
  title: string;
  error: unknown;
  onRetry: () => void;
}

/** Fills an area whose content could not be loaded. */
export function ErrorState({ title, error, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <EmptyState title={title} hint={problemText(error, t)} alert>
      <Button variant="light" onClick={onRetry}>
        {t('conversation.retry')}
      </Button>
    </EmptyState>
  );
}

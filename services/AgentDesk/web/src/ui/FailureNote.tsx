import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/http/problemText';
import { EmptyNote } from './EmptyNote';

interface Props {
  title: string;
  error: unknown;
  onRetry: () => void;
}

export function FailureNote({ title, error, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <EmptyNote title={title} hint={problemText(error, t)} alert>
      <Button variant="light" onClick={onRetry}>
        {t('conversation.retry')}
      </Button>
    </EmptyNote>
  );
}

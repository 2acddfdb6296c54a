import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RefusedError } from '../../api/http/problem';
import { problemText } from '../../api/http/problemText';
import { dismissRefusal, useRefusal } from './drafts';
import classes from './RefusalNote.module.css';
import { TemplateForm } from './TemplateForm';

interface Props {
  conversationId: string;
}

export function RefusalNote({ conversationId }: Props) {
  const { t } = useTranslation();
  const refusal = useRefusal(conversationId);
  if (refusal === undefined) return null;
  return (
    <Alert
      classNames={classes}
      icon={<IconAlertTriangle size={18} stroke={1.8} />}
      withCloseButton
      closeButtonLabel={t('composer.dismiss')}
      onClose={() => dismissRefusal(conversationId)}
    >
      <strong>{t('composer.notSent')}</strong> {problemText(refusal, t)}
      {refusal instanceof RefusedError && refusal.code === 'channel.window-closed' && <TemplateForm conversationId={conversationId} />}
    </Alert>
  );
}

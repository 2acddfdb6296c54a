import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RefusedError } from '../../api/http/problem';
import { problemText } from '../../api/http/problemText';
import { dismissRefusal, useRefusal } from './drafts';
import classes from './RefusalAlert.module.css';
import { TemplateForm } from './TemplateForm';

interface Props {
  conversationId: string;
}

/** Why the last message was not sent; a closed messaging window can be answered with a template. */
export function RefusalAlert({ conversationId }: Props) {
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

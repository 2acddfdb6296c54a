import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/http/problemText';

interface Props {
  error: Error;
}

/** Why an action failed, shown next to it. */
export function ActionError({ error }: Props) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} role="alert">
      {problemText(error, t)}
    </Alert>
  );
}

import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/http/problemText';

/** Shows in a notification why an action failed. */
export function useFailureNotification(): (error: Error) => void {
  const { t } = useTranslation();
  return (error) => notifications.show({ color: 'red', title: t('failure.title'), message: problemText(error, t) });
}

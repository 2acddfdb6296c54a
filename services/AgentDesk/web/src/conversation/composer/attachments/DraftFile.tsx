import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './DraftAttachments.module.css';

interface Props {
  label: string;
  name: string;
  hasFailed?: boolean;
  /** Absent while the file cannot be removed. */
  onRemove?: () => void;
}

export function DraftFile({ label, name, hasFailed = false, onRemove }: Props) {
  const { t } = useTranslation();
  return (
    <li className={classes.file} data-failed={hasFailed || undefined}>
      <bdi>{label}</bdi>
      {onRemove && (
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('composer.removeFile', { name })} onClick={onRemove}>
          <IconX size={14} stroke={1.8} />
        </ActionIcon>
      )}
    </li>
  );
}

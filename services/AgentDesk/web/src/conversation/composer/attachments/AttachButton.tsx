import { ActionIcon } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  onFiles: (files: File[]) => void;
}

export function AttachButton({ onFiles }: Props) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <ActionIcon variant="default" size="lg" aria-label={t('composer.attach')} onClick={() => picker.current?.click()}>
        <IconPaperclip size={18} stroke={1.6} />
      </ActionIcon>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        data-testid="attach"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

import { Kbd, Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './ShortcutsDialog.module.css';
import { setShortcutsEnabled, useShortcutsEnabled } from './shortcutStore';

interface Props {
  opened: boolean;
  onClose: () => void;
}

const list = [
  ['j', 'next'],
  ['k', 'previous'],
  ['r', 'reply'],
  ['n', 'note'],
  ['/', 'search'],
  ['Ctrl/⌘ Enter', 'send'],
  ['Esc', 'leave'],
  ['?', 'show'],
] as const;

export function ShortcutsDialog({ opened, onClose }: Props) {
  const { t } = useTranslation();
  const enabled = useShortcutsEnabled();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('shortcuts.close') }}
      centered
      size="sm"
    >
      <dl className={classes.list}>
        {list.map(([key, text]) => (
          <div key={key} className={classes.row}>
            <dt>{t(`shortcuts.${text}`)}</dt>
            <dd>
              <Kbd>{key}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('shortcuts.enabled')}
        description={t('shortcuts.enabledHint')}
        checked={enabled}
        onChange={(event) => setShortcutsEnabled(event.currentTarget.checked)}
      />
    </Modal>
  );
}

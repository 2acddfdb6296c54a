import { Button, Menu } from '@mantine/core';
import { IconActivity, IconCheck, IconChevronDown, IconKeyboard, IconLogout, IconMoodSmile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languages, type Language } from '../../i18n/i18n';
import { useSession } from '../../session/SessionContext';

interface Props {
  onShowShortcuts: () => void;
  onShowStatus: () => void;
}

const languageList = Object.entries(languages) as [Language, string][];

export function AgentMenu({ onShowShortcuts, onShowStatus }: Props) {
  const { t, i18n } = useTranslation();
  const { me, signOut } = useSession();
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          c="var(--desk-ink)"
          rightSection={<IconChevronDown size={14} />}
          aria-label={t('menu.label', { name: me.name })}
        >
          <bdi>{me.name}</bdi>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href="/simulator" leftSection={<IconMoodSmile size={16} stroke={1.6} />}>
          {t('menu.simulator')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.6} />} onClick={onShowShortcuts}>
          {t('menu.shortcuts')}
        </Menu.Item>
        <Menu.Item leftSection={<IconActivity size={16} stroke={1.6} />} onClick={onShowStatus}>
          {t('menu.status')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('menu.language')}</Menu.Label>
        {languageList.map(([language, name]) => (
          <Menu.Item
            key={language}
            lang={language}
            aria-current={i18n.language === language}
            leftSection={<IconCheck size={16} stroke={1.8} opacity={i18n.language === language ? 1 : 0} />}
            onClick={() => chooseLanguage(language)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={signOut}>
          {t('menu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { ActionIcon, TextInput } from '@mantine/core';
import { IconCheck, IconPencil, IconX } from '@tabler/icons-react';
import { useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Citizen } from '../../api/types';
import classes from './CitizenName.module.css';
import { useRenameCitizen } from './useRenameCitizen';

interface Props {
  citizen: Citizen;
}

export function CitizenName({ citizen }: Props) {
  const { t } = useTranslation();
  const rename = useRenameCitizen(citizen.id);
  /** The name being edited; null while it is only shown. */
  const [edited, setEdited] = useState<string | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);

  function stopEditing() {
    setEdited(null);
    requestAnimationFrame(() => trigger.current?.focus());
  }

  function save(event: SyntheticEvent) {
    event.preventDefault();
    const name = (edited ?? '').trim();
    if (name && name !== citizen.name) rename(name);
    stopEditing();
  }

  if (edited === null) {
    return (
      <div className={classes.name}>
        <span className={classes.shown} title={citizen.name ?? undefined} data-unnamed={!citizen.name || undefined}>
          <bdi>{citizen.name || t('citizen.unnamed')}</bdi>
        </span>
        <ActionIcon
          ref={trigger}
          variant="subtle"
          aria-label={citizen.name ? t('citizen.editName') : t('citizen.addName')}
          onClick={() => setEdited(citizen.name ?? '')}
        >
          <IconPencil size={16} stroke={1.6} />
        </ActionIcon>
      </div>
    );
  }
  return (
    <form className={classes.name} onSubmit={save} onKeyDown={(event) => event.key === 'Escape' && stopEditing()}>
      <TextInput
        className={classes.field}
        aria-label={t('citizen.name')}
        size="sm"
        dir="auto"
        maxLength={200}
        autoFocus
        value={edited}
        onChange={(event) => setEdited(event.currentTarget.value)}
      />
      <ActionIcon type="submit" variant="filled" size="lg" aria-label={t('citizen.save')}>
        <IconCheck size={16} />
      </ActionIcon>
      <ActionIcon variant="default" size="lg" aria-label={t('citizen.cancel')} onClick={stopEditing}>
        <IconX size={16} />
      </ActionIcon>
    </form>
  );
}

import { Button, Popover, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fromLocalField, toLocalField } from '../../format/localMoment';
import classes from './AsOfChoice.module.css';

interface Props {
  onChoose: (asOf: string) => void;
}

const hour = 3_600_000;
const presets = [
  { text: 'timeline.asOfHourAgo', age: hour },
  { text: 'timeline.asOfDayAgo', age: 24 * hour },
  { text: 'timeline.asOfWeekAgo', age: 7 * 24 * hour },
] as const;

export function AsOfChoice({ onChoose }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [field, setField] = useState('');
  const [future, setFuture] = useState(false);

  function toggle() {
    setField(toLocalField(Date.now()));
    setFuture(false);
    setOpened(!opened);
  }

  function choose(asOf: string) {
    setOpened(false);
    onChoose(asOf);
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const asOf = fromLocalField(field);
    const past = asOf !== null && Date.parse(asOf) <= Date.now();
    setFuture(!past);
    if (past) choose(asOf);
  }

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={260} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" size="compact-sm" leftSection={<IconHistory size={15} stroke={1.8} />} onClick={toggle}>
          {t('timeline.asOf')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} className={classes.form} noValidate>
          <TextInput
            type="datetime-local"
            label={t('timeline.asOfLabel')}
            data-autofocus
            value={field}
            error={future && t('timeline.asOfFuture')}
            onChange={(event) => setField(event.currentTarget.value)}
          />
          <Button type="submit">{t('timeline.asOfShow')}</Button>
          <div className={classes.presets}>
            {presets.map(({ text, age }) => (
              <Button
                key={text}
                variant="subtle"
                size="compact-sm"
                justify="start"
                onClick={() => choose(new Date(Date.now() - age).toISOString())}
              >
                {t(text)}
              </Button>
            ))}
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

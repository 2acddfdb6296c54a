import { Button, Popover, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fromDateTimeField, toDateTimeField } from '../../format/dateTimeField';
import classes from './AsOfPicker.module.css';

interface Props {
  onChoose: (asOf: string) => void;
}

const hour = 3_600_000;
const presets = [
  { text: 'timeline.asOfHourAgo', age: hour },
  { text: 'timeline.asOfDayAgo', age: 24 * hour },
  { text: 'timeline.asOfWeekAgo', age: 7 * 24 * hour },
] as const;

export function AsOfPicker({ onChoose }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [field, setField] = useState('');
  const [isFuture, setIsFuture] = useState(false);

  function toggle() {
    setField(toDateTimeField(Date.now()));
    setIsFuture(false);
    setOpened(!opened);
  }

  function choose(asOf: string) {
    setOpened(false);
    onChoose(asOf);
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const asOf = fromDateTimeField(field);
    const isPast = asOf !== null && Date.parse(asOf) <= Date.now();
    setIsFuture(!isPast);
    if (isPast) choose(asOf);
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
            error={isFuture && t('timeline.asOfFuture')}
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

import { Autocomplete, Button, Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentRequest } from '../../api/types';
import { toConsentRequest } from './consentRequest';

interface Props {
  /** Purposes already decided on, offered as suggestions. */
  purposes: string[];
  onRecord: (consent: ConsentRequest) => void;
}

export function ConsentForm({ purposes, onRecord }: Props) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<'given' | 'refused'>('given');
  const [everything, setEverything] = useState(false);
  const [purpose, setPurpose] = useState('');
  const [source, setSource] = useState('');
  const [wording, setWording] = useState('');
  const consent = toConsentRequest({ given: answer === 'given', everything, purpose, source, wording });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (consent) onRecord(consent);
  }

  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
      <SegmentedControl
        size="sm"
        fullWidth
        aria-label={t('consent.answer')}
        value={answer}
        onChange={setAnswer}
        data={[
          { value: 'given', label: t('consent.gives') },
          { value: 'refused', label: t('consent.refuses') },
        ]}
      />
      <Autocomplete
        data-autofocus
        label={t('consent.purpose')}
        placeholder={t('consent.purposeHint')}
        data={purposes}
        maxLength={50}
        disabled={everything}
        value={everything ? '' : purpose}
        onChange={setPurpose}
        comboboxProps={{ withinPortal: false }}
      />
      <Checkbox
        size="sm"
        label={t(answer === 'given' ? 'consent.everythingGiven' : 'consent.everythingRefused')}
        checked={everything}
        onChange={(event) => setEverything(event.currentTarget.checked)}
      />
      <TextInput
        label={t('consent.source')}
        placeholder={t('consent.sourceHint')}
        maxLength={100}
        value={source}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
      <Textarea
        label={t('consent.wording')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={wording}
        onChange={(event) => setWording(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!consent}>
        {t('consent.save')}
      </Button>
    </form>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignText } from '../../api/campaignTypes';
import classes from './CampaignEditor.module.css';
import { CodeField } from './CodeField';
import { editedText, keepEdited } from './editedTexts';
import { Mistakes } from './Mistakes';
import { Steps } from './steps/Steps';
import { useCampaignCheck } from './useCampaignCheck';

interface Props {
  /** What the unkept text is remembered as. */
  draft: string;
  kept: CampaignText;
  isNew?: boolean;
  mayWrite: boolean;
  whyNot?: string | undefined;
  saving: boolean;
  onSave: (text: CampaignText) => void;
}

/** The text of a campaign, what is wrong with it, and what it comes to step by step: all as one types. */
export function CampaignEditor({ draft, kept, isNew = false, mayWrite, whyNot, saving, onSave }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => (mayWrite ? editedText(draft) : undefined) ?? kept.text);
  const { contentType } = kept;
  const check = useCampaignCheck({ text, contentType });
  const edited = text !== kept.text;

  function write(next: string) {
    setText(next);
    keepEdited(draft, next === kept.text ? undefined : next);
  }

  return (
    <div className={classes.editor}>
      <section className={classes.source} aria-label={t('campaigns.editor.text')}>
        <div className={classes.bar}>
          <span className={classes.kind}>{contentType === 'application/yaml' ? 'YAML' : 'JSON'}</span>
          {whyNot && <span className={classes.whyNot}>{whyNot}</span>}
          {mayWrite && edited && !isNew && (
            <Button size="xs" variant="subtle" onClick={() => write(kept.text)}>
              {t('campaigns.editor.revert')}
            </Button>
          )}
          {mayWrite && (
            <Button
              size="xs"
              disabled={!check.settled || !check.data || check.data.mistakes.length > 0 || (!edited && !isNew)}
              loading={saving}
              onClick={() => onSave({ text, contentType })}
            >
              {t(isNew ? 'campaigns.editor.create' : 'campaigns.editor.save')}
            </Button>
          )}
        </div>
        <Mistakes check={check.data} error={check.error} settled={check.settled} />
        <CodeField label={t('campaigns.editor.text')} value={text} readOnly={!mayWrite} onChange={write} />
      </section>
      {check.data?.campaign && <Steps campaign={check.data.campaign} />}
    </div>
  );
}

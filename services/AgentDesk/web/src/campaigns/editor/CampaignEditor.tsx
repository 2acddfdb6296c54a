import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignText } from '../../api/campaignTypes';
import classes from './CampaignEditor.module.css';
import { CodeEditor } from './CodeEditor';
import { editedText, keepEdited } from './unsavedTexts';
import { ValidationMessages } from './ValidationMessages';
import { StepList } from './steps/StepList';
import { useCampaignCheck } from './useCampaignCheck';

interface Props {
  /** What the unkept text is remembered as. */
  draft: string;
  kept: CampaignText;
  isNew?: boolean;
  canEdit: boolean;
  lockedReason?: string | undefined;
  saving: boolean;
  onSave: (text: CampaignText) => void;
}

/** The text of a campaign, what is wrong with it, and what it comes to step by step: all as one types. */
export function CampaignEditor({ draft, kept, isNew = false, canEdit, lockedReason, saving, onSave }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => (canEdit ? editedText(draft) : undefined) ?? kept.text);
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
          {lockedReason && <span className={classes.lockedReason}>{lockedReason}</span>}
          {canEdit && edited && !isNew && (
            <Button size="xs" variant="subtle" onClick={() => write(kept.text)}>
              {t('campaigns.editor.revert')}
            </Button>
          )}
          {canEdit && (
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
        <ValidationMessages check={check.data} error={check.error} settled={check.settled} />
        <CodeEditor label={t('campaigns.editor.text')} value={text} readOnly={!canEdit} onChange={write} />
      </section>
      {check.data?.campaign && <StepList campaign={check.data.campaign} />}
    </div>
  );
}

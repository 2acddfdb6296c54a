import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignText } from '../../api/campaignTypes';
import classes from './CampaignEditor.module.css';
import { CodeEditor } from './CodeEditor';
import { StepList } from './steps/StepList';
import { discardUnsavedText, keepUnsavedText, unsavedText } from './unsavedTexts';
import { useCampaignCheck } from './useCampaignCheck';
import { ValidationMessages } from './ValidationMessages';

interface Props {
  /** The name under which an unsaved text is kept. */
  draft: string;
  saved: CampaignText;
  isNew?: boolean;
  canEdit: boolean;
  lockedReason?: string | undefined;
  saving: boolean;
  onSave: (text: CampaignText) => void;
}

/** Edits the source of a campaign; its mistakes and its steps are shown while typing. */
export function CampaignEditor({ draft, saved, isNew = false, canEdit, lockedReason, saving, onSave }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => (canEdit ? unsavedText(draft) : undefined) ?? saved.text);
  const { contentType } = saved;
  const { check, error, isCurrent } = useCampaignCheck({ text, contentType });
  const edited = text !== saved.text;
  const isValid = isCurrent && check?.mistakes.length === 0;

  function edit(next: string) {
    setText(next);
    if (next === saved.text) discardUnsavedText(draft);
    else keepUnsavedText(draft, next);
  }

  return (
    <div className={classes.editor}>
      <section className={classes.source} aria-label={t('campaigns.editor.text')}>
        <div className={classes.bar}>
          <span className={classes.format}>{contentType === 'application/yaml' ? 'YAML' : 'JSON'}</span>
          {lockedReason && <span className={classes.lockedReason}>{lockedReason}</span>}
          {canEdit && edited && !isNew && (
            <Button size="xs" variant="subtle" onClick={() => edit(saved.text)}>
              {t('campaigns.editor.revert')}
            </Button>
          )}
          {canEdit && (
            <Button
              size="xs"
              disabled={!isValid || (!edited && !isNew)}
              loading={saving}
              onClick={() => onSave({ text, contentType })}
            >
              {t(isNew ? 'campaigns.editor.create' : 'campaigns.editor.save')}
            </Button>
          )}
        </div>
        <ValidationMessages check={check} error={error} isCurrent={isCurrent} />
        <CodeEditor label={t('campaigns.editor.text')} value={text} readOnly={!canEdit} onChange={edit} />
      </section>
      {check?.campaign && <StepList campaign={check.campaign} />}
    </div>
  );
}

import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CampaignCheck } from '../../api/campaignTypes';
import { problemText } from '../../api/http/problemText';
import classes from './ValidationMessages.module.css';

interface Props {
  check: CampaignCheck | undefined;
  error: Error | null;
  /** Whether it is about the text as it stands now. */
  settled: boolean;
}

/** What is wrong with a campaign, in words. */
export function ValidationMessages({ check, error, settled }: Props) {
  const { t } = useTranslation();
  const mistakes = error ? [problemText(error, t)] : (check?.mistakes ?? []);
  const state = mistakes.length > 0 ? 'wrong' : check ? 'right' : 'open';
  return (
    <div className={classes.mistakes} data-state={state} data-old={!settled || undefined} role="status">
      {state === 'wrong' ? (
        <>
          <IconAlertTriangle size={17} stroke={1.7} aria-hidden="true" />
          <ul className={classes.list}>
            {mistakes.map((mistake, index) => (
              <li key={index}>{mistake}</li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <IconCircleCheck size={17} stroke={1.7} aria-hidden="true" />
          {state === 'right' ? t('campaigns.editor.valid') : t('campaigns.editor.checking')}
        </>
      )}
    </div>
  );
}

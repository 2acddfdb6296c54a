import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CampaignCheck } from '../../api/campaignTypes';
import { problemText } from '../../api/http/problemText';
import classes from './ValidationMessages.module.css';

interface Props {
  check: CampaignCheck | undefined;
  error: Error | null;
  /** False while the check lags behind the text. */
  isCurrent: boolean;
}

/** The mistakes the server found in a campaign, or that it found none. */
export function ValidationMessages({ check, error, isCurrent }: Props) {
  const { t } = useTranslation();
  const mistakes = error ? [problemText(error, t)] : (check?.mistakes ?? []);
  const state = mistakes.length > 0 ? 'invalid' : check ? 'valid' : 'checking';
  return (
    <div className={classes.messages} data-state={state} data-stale={!isCurrent || undefined} role="status">
      {state === 'invalid' ? (
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
          {t(`campaigns.editor.${state}`)}
        </>
      )}
    </div>
  );
}

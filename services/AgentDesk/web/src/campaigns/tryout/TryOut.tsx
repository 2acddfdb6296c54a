import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import { ListUpload } from './ListUpload';
import { possibleActions } from '../header/possibleActions';
import { PreviewSection } from './PreviewSection';
import { RehearsalSection } from './RehearsalSection';
import { TestSend } from './TestSend';
import classes from './TryOut.module.css';
import { useMayPlan } from '../useMayPlan';

interface Props {
  campaign: Campaign;
}

/** What can be known of a campaign before anybody is written to. */
export function TryOut({ campaign }: Props) {
  const { t } = useTranslation();
  const mayPlan = useMayPlan();
  const possible = possibleActions(campaign);
  return (
    <div className={classes.sections}>
      <ListUpload campaign={campaign} mayUpload={mayPlan && possible.upload} />
      <PreviewSection campaign={campaign} />
      <RehearsalSection campaign={campaign} />
      {mayPlan ? <TestSend campaign={campaign} /> : <p className={classes.hint}>{t('campaigns.editor.mayNot')}</p>}
    </div>
  );
}

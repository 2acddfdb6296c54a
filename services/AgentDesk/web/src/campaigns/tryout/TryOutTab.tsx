import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import { ListUpload } from './ListUpload';
import { possibleActions } from '../header/possibleActions';
import { PreviewSection } from './PreviewSection';
import { BacktestSection } from './BacktestSection';
import { TestMessage } from './TestMessage';
import classes from './TryOutTab.module.css';
import { useCanPlan } from '../useCanPlan';

interface Props {
  campaign: Campaign;
}

/** Checks of a campaign that send nothing to citizens. */
export function TryOutTab({ campaign }: Props) {
  const { t } = useTranslation();
  const canPlan = useCanPlan();
  const possible = possibleActions(campaign);
  return (
    <div className={classes.sections}>
      <ListUpload campaign={campaign} canUpload={canPlan && possible.upload} />
      <PreviewSection campaign={campaign} />
      <BacktestSection campaign={campaign} />
      {canPlan ? <TestMessage campaign={campaign} /> : <p className={classes.hint}>{t('campaigns.editor.readOnly')}</p>}
    </div>
  );
}

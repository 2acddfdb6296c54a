import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaignTypes';
import { possibleActions } from '../header/possibleActions';
import { useCanPlan } from '../useCanPlan';
import { BacktestSection } from './BacktestSection';
import { ListUpload } from './ListUpload';
import { PreviewSection } from './PreviewSection';
import { TestMessage } from './TestMessage';
import classes from './TryOutTab.module.css';

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

import { IconFlag, IconHourglass, IconQuestionMark, IconSend, IconUserShare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CampaignStep } from '../../../api/campaignTypes';
import classes from './StepCard.module.css';
import { stepCardId } from './stepCardId';
import { StepContent } from './StepContent';
import { StepTransitions } from './StepTransitions';
import type { StepTransition } from './transitions';

interface Props {
  step: CampaignStep;
  number: number;
  transitions: StepTransition[];
  language: string;
  /** Whether the pointer or the focus is on a transition to this step. */
  highlighted: boolean;
  onHighlight: (step: string | null) => void;
}

function kindOf(step: CampaignStep) {
  if (step.send) return { kind: 'send', Icon: IconSend } as const;
  if (step.wait) return { kind: 'wait', Icon: IconHourglass } as const;
  if (step.handOver) return { kind: 'handOver', Icon: IconUserShare } as const;
  if (step.finish) return { kind: 'finish', Icon: IconFlag } as const;
  return { kind: 'nothing', Icon: IconQuestionMark } as const;
}

export function StepCard({ step, number, transitions, language, highlighted, onHighlight }: Props) {
  const { t } = useTranslation();
  const { kind, Icon } = kindOf(step);
  return (
    <li
      id={stepCardId(step.id)}
      tabIndex={-1}
      className={classes.card}
      data-kind={kind}
      data-highlighted={highlighted || undefined}
      data-has-next={transitions.some(({ direction }) => direction === 'next') || undefined}
    >
      <p className={classes.head}>
        <span className={classes.icon}>
          <Icon size={15} stroke={1.8} aria-hidden="true" />
        </span>
        <span className={classes.kind}>{t(`campaigns.steps.kind.${kind}`)}</span>
        <code className={classes.id}>
          {number} {step.id}
        </code>
      </p>
      <StepContent step={step} language={language} />
      {transitions.length > 0 && <StepTransitions transitions={transitions} onHighlight={onHighlight} />}
    </li>
  );
}

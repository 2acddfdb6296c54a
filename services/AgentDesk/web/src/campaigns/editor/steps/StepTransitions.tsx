import { IconArrowBackUp, IconArrowDown, IconArrowsDown, IconUser, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { focusSoon } from '../../../ui/focusSoon';
import { stepCardId } from './stepCardId';
import classes from './StepTransitions.module.css';
import type { StepTransition, TransitionCondition, TransitionDirection } from './transitions';

interface Props {
  transitions: StepTransition[];
  /** Called with the step a transition leads to while the pointer or the focus is on it. */
  onHighlight: (step: string | null) => void;
}

const icons: Record<TransitionDirection, typeof IconUser> = {
  next: IconArrowDown,
  forward: IconArrowsDown,
  back: IconArrowBackUp,
  missing: IconX,
  agent: IconUser,
};

/** Where a step leads, and on which condition. */
export function StepTransitions({ transitions, onHighlight }: Props) {
  const { t } = useTranslation();

  function conditionText(condition: TransitionCondition): string {
    switch (condition.kind) {
      case 'choice':
        return t('campaigns.steps.condition.choice', { title: condition.title });
      case 'words':
        return t('campaigns.steps.condition.words', { words: condition.words.join(', ') });
      case 'number':
        return t('campaigns.steps.condition.number', { from: condition.from, to: condition.to });
      default:
        return t(`campaigns.steps.condition.${condition.kind}`);
    }
  }

  return (
    <ul className={classes.transitions}>
      {transitions.map(({ condition, to, direction }, index) => {
        const Icon = icons[direction];
        return (
          <li key={index} className={classes.transition} data-direction={direction}>
            <span className={classes.condition}>{conditionText(condition)}</span>
            {to === null || direction === 'agent' ? (
              <span className={classes.target}>
                <Icon size={14} stroke={1.8} aria-hidden="true" />
                {t('campaigns.steps.agent')}
              </span>
            ) : (
              <button
                type="button"
                className={classes.target}
                title={t(`campaigns.steps.direction.${direction}`)}
                onClick={() => focusSoon(stepCardId(to))}
                onMouseEnter={() => onHighlight(to)}
                onMouseLeave={() => onHighlight(null)}
                onFocus={() => onHighlight(to)}
                onBlur={() => onHighlight(null)}
              >
                <Icon size={14} stroke={1.8} aria-hidden="true" />
                {to}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

import { IconArrowBackUp, IconArrowDown, IconArrowsDown, IconUser, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { focusSoon } from '../../../ui/focusSoon';
import type { TransitionCondition, TransitionDirection, StepTransition } from './transitions';
import { stepCardId } from './stepCardId';
import classes from './StepTransitions.module.css';

interface Props {
  transitions: StepTransition[];
  onPoint: (step: string | null) => void;
}

const icons: Record<TransitionDirection, typeof IconUser> = {
  next: IconArrowDown,
  later: IconArrowsDown,
  earlier: IconArrowBackUp,
  nowhere: IconX,
  person: IconUser,
};

/** Where a step leads, and upon what. */
export function StepTransitions({ transitions, onPoint }: Props) {
  const { t } = useTranslation();

  function words(reason: TransitionCondition): string {
    switch (reason.kind) {
      case 'choice':
        return t('campaigns.steps.condition.choice', { title: reason.title });
      case 'words':
        return t('campaigns.steps.condition.words', { words: reason.words.join(', ') });
      case 'number':
        return t('campaigns.steps.condition.number', { from: reason.from, to: reason.to });
      default:
        return t(`campaigns.steps.condition.${reason.kind}`);
    }
  }

  return (
    <ul className={classes.transitions}>
      {transitions.map(({ reason, to, way }, index) => {
        const Icon = icons[way];
        return (
          <li key={index} className={classes.exit} data-way={way}>
            <span className={classes.reason}>{words(reason)}</span>
            {to === null ? (
              <span className={classes.target}>
                <Icon size={14} stroke={1.8} aria-hidden="true" />
                {t('campaigns.steps.person')}
              </span>
            ) : (
              <button
                type="button"
                className={classes.target}
                title={t(`campaigns.steps.direction.${way === 'person' ? 'next' : way}`)}
                onClick={() => focusSoon(stepCardId(to))}
                onMouseEnter={() => onPoint(to)}
                onMouseLeave={() => onPoint(null)}
                onFocus={() => onPoint(to)}
                onBlur={() => onPoint(null)}
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

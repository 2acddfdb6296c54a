import { useTranslation } from 'react-i18next';
import type { CampaignStep } from '../../../api/campaignTypes';
import { localeOf } from '../../../i18n/i18n';
import { useChannelName } from '../../../ui/channelName';
import { textIn } from '../../localizedText';
import { formatDuration } from './formatDuration';
import classes from './StepContent.module.css';

interface Props {
  step: CampaignStep;
  language: string;
}

/** What a step does: the message it sends, how long it waits, or how it ends. */
export function StepContent({ step: { send, wait, handOver, finish }, language }: Props) {
  const { t, i18n } = useTranslation();
  const channelName = useChannelName();
  if (send) {
    const channels = send.channels.map((channel) => (channel === 'preferred' ? t('campaigns.steps.preferred') : channelName(channel)));
    return (
      <>
        <p className={classes.about}>{t('campaigns.steps.over', { channels: channels.join(', ') })}</p>
        <div className={classes.bubble} lang={language} dir="auto">
          {send.subject && <strong className={classes.subject}>{textIn(send.subject, language)}</strong>}
          {textIn(send.text, language)}
        </div>
        {send.choices && send.choices.length > 0 && (
          <ul className={classes.choices} aria-label={t('campaigns.steps.choices')}>
            {send.choices.map(({ id, title }) => (
              <li key={id} className={classes.choice} lang={language}>
                {textIn(title, language)}
              </li>
            ))}
          </ul>
        )}
      </>
    );
  }
  if (wait) return <p className={classes.about}>{t('campaigns.steps.waits', { duration: formatDuration(wait.for, localeOf(i18n.language)) })}</p>;
  if (handOver) {
    return (
      <p className={classes.about}>
        {handOver.queue && t('conversation.queue', { queue: handOver.queue })}
        {handOver.queue && handOver.note && <br />}
        {handOver.note}
      </p>
    );
  }
  return <p className={classes.about}>{finish && t('campaigns.steps.outcome', { outcome: finish.outcome })}</p>;
}

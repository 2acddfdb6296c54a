import type { SentMessages } from '../../api/campaignReports';

type Stage = 'written' | 'delivered' | 'read' | 'failed';

/** Stages the channel does not report reliably: few mail servers confirm delivery, and nobody reports that an SMS was read. */
const unreported: Record<string, Stage[]> = { email: ['delivered', 'read'], sms: ['read'], voice: ['read'] };

/** Whether the count of a stage means something. No failures at all are not worth a bar. */
export function reportsStage(sent: SentMessages, stage: Stage): boolean {
  return sent[stage] > 0 || (stage !== 'failed' && !unreported[sent.channel]?.includes(stage));
}

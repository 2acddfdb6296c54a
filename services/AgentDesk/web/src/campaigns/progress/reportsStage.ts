import type { SentMessages } from '../../api/campaignReports';

type Stage = 'written' | 'delivered' | 'read' | 'failed';

/** Silence reportsStage nothing there: mail servers seldom report what arrived, and nobody that an SMS was read. */
const silent: Record<string, Stage[]> = { email: ['delivered', 'read'], sms: ['read'], voice: ['read'] };

/** Whether the count of a stage says something; nothing failed is not worth a bar. */
export function reportsStage(sent: SentMessages, stage: Stage): boolean {
  return sent[stage] > 0 || (stage !== 'failed' && !silent[sent.channel]?.includes(stage));
}

import type { Channel } from './types';

/** The result of uploading a list of addresses. */
export interface ListReport {
  listId: string;
  lines: number;
  citizens: number;
  twice: number;
  refusedCount: number;
  refused: { line: number; code: string; says: string }[];
}

export interface PreviewCount {
  name: string;
  people: number;
  /** In hundredths of a cent, like all costs. */
  cost: number;
}

/** Whom the campaign would reach if it were started now. */
export interface Preview {
  version: number;
  matching: number;
  heldOut: number;
  reached: number;
  held: number;
  refused: number;
  cost: number;
  channels: PreviewCount[];
  languages: PreviewCount[];
  rules: { code: string; says: string; isForGood: boolean; people: number; citizens: string[] }[];
  examples: { citizenId: string; channel: Channel; language: string; text: string }[];
}

/** How the campaign would have gone over past events. */
export interface Backtest {
  from: string;
  to: string;
  occasions: number;
  people: number;
  heldOut: number;
  reached: number;
  messages: number;
  cost: number;
  days: { date: string; messages: number }[];
  heldBack: { rule: string; says: string; times: number }[];
  examples: { citizenId: string; at: string; step: string; channel: Channel; text: string }[];
  assumes: string;
}

export interface TestMessageRequest {
  channel: Channel;
  address: string;
  step?: string;
}

export interface TestMessageSent {
  messageId: string;
  conversationId?: string | null;
  text: string;
}

/** Messages of one step over one channel. A message counts in every stage it has reached. */
export interface SentMessages {
  step: string;
  channel: Channel;
  written: number;
  delivered: number;
  read: number;
  failed: number;
}

export interface ProgressEffect {
  treated: number;
  treatedHeard: number;
  heldOut: number;
  heldOutHeard: number;
  /** In hundredths of a percentage point; positive = more contact among those written to than in the control group. */
  difference: number;
  /** Bounds of the 95 % confidence interval of the difference. */
  low: number;
  high: number;
}

export interface Progress {
  position: string;
  people: number;
  active: number;
  heldOut: number;
  outcomes: { name: string; people: number }[];
  messages: SentMessages[];
  answers: { step: string; kind: string; branch?: string | null; channel: Channel; people: number }[];
  refused: { step: string; rule: string; says: string; people: number }[];
  effect?: ProgressEffect | null;
}

export type EnrolmentStatus = 'active' | 'held-out' | 'handed-over' | 'finished' | 'stopped';

/** One citizen's enrolment in a campaign. */
export interface Enrolment {
  id: string;
  citizenId: string;
  status: EnrolmentStatus;
  step: string;
  outcome?: string | null;
  channel?: Channel | null;
  /** The rule that holds back the next message. */
  rule?: string | null;
  /** The last answer that was understood. */
  branch?: string | null;
  dueAt?: string | null;
  begunAt: string;
  sentAt?: string | null;
  endedAt?: string | null;
}

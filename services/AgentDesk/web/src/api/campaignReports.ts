import type { Channel } from './types';

/** What became of a list of addresses. */
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
  /** In hundredths of a cent, like every cost. */
  cost: number;
}

/** Whom it would reach if it were started now. */
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

/** How it would have gone over what really happened. */
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

/** Messages of one step over one channel; each stage counts those of the next. */
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
  /** In hundredths of a percentage point; positive = more of those who were written to. */
  difference: number;
  /** Between these two lies the true difference, with 95 % confidence. */
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

/** One citizen's way through a campaign. */
export interface Enrolment {
  id: string;
  citizenId: string;
  status: EnrolmentStatus;
  step: string;
  outcome?: string | null;
  channel?: Channel | null;
  /** What holds it back now. */
  rule?: string | null;
  /** The last answer that was understood. */
  branch?: string | null;
  dueAt?: string | null;
  begunAt: string;
  sentAt?: string | null;
  endedAt?: string | null;
}

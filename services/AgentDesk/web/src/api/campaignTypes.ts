import type { Channel } from './types';

export type CampaignStatus = 'draft' | 'approved' | 'running' | 'paused' | 'cancelled';

export interface CampaignSummary {
  id: string;
  name: string;
  department: string;
  purpose: string;
  status: CampaignStatus;
  version: number;
  author: string;
  draftedAt: string;
  startedAt?: string | null;
}

/** A text by language. */
export type LocalizedText = Record<string, string>;

export interface SendStep {
  channels: Channel[];
  text: LocalizedText;
  next: string;
  otherwise: string;
  subject?: LocalizedText | null;
  spoken?: LocalizedText | null;
  choices?: { id: string; title: LocalizedText }[] | null;
}

export interface AnswerBranch {
  go: string;
  choice?: string | null;
  words?: string[] | null;
  date?: boolean;
  number?: { from: number; to: number } | null;
}

export interface WaitStep {
  /** Such as `2d`. */
  for: string;
  silence: string;
  branches?: AnswerBranch[] | null;
  /** Where any other answer leads; none = to an agent. */
  otherwise?: string | null;
}

/** One step; exactly one of the optional members is set. */
export interface CampaignStep {
  id: string;
  send?: SendStep | null;
  wait?: WaitStep | null;
  handOver?: { queue?: string | null; note?: string | null } | null;
  finish?: { outcome: string } | null;
}

export interface CampaignDefinition {
  name: string;
  department: string;
  purpose: string;
  legalBasis: string;
  steps: CampaignStep[];
  /** The event that starts it for a citizen; none = started by hand. */
  trigger?: object | null;
  holdOutPercent?: number;
  language?: string | null;
}

export interface Campaign {
  id: string;
  status: CampaignStatus;
  version: number;
  /** Author of the latest version, who may not approve it. */
  author: string;
  draftedAt: string;
  approvedVersion: number;
  approvedBy?: string | null;
  startedVersion: number;
  startedAt?: string | null;
  /** How many citizens are on its list. */
  listed: number;
  definition: CampaignDefinition;
  /** The YAML it was written in; none when it came as JSON. */
  source?: string | null;
}

/** The source of a campaign as its author writes it. */
export interface CampaignText {
  text: string;
  contentType: 'application/yaml' | 'application/json';
}

export interface CampaignCheck {
  mistakes: string[];
  campaign?: CampaignDefinition | null;
}

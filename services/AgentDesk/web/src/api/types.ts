export type ConversationStatus = 'open' | 'closed';
export type Direction = 'inbound' | 'outbound';
// An open set: a connector may bring its own kind.
export type ContactPointKind = 'phone' | 'webchat' | 'email' | 'anonymous-call' | 'whatsapp' | 'messenger' | (string & {});

// An open set: the server may have channels this page does not know.
export type Channel = 'sms' | 'webchat' | 'email' | (string & {});

export type DeliveryState =
  | 'pending'
  | 'ambiguous'
  | 'accepted'
  | 'sent'
  | 'failed'
  | 'delivered'
  | 'read';

export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
}

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export interface WhoAmI {
  name: string;
  scopes: string[];
}

export interface ContactPointRef {
  kind: ContactPointKind;
  address: string;
}

export interface ConversationSummary {
  id: string;
  citizenId: string;
  citizenName?: string | null;
  contactPoint: ContactPointRef;
  status: ConversationStatus;
  channel: Channel;
  queue?: string | null;
  assignee?: string | null;
  lastText?: string | null;
  lastDirection: Direction;
  awaitingReply: boolean;
  openedAt: string;
  lastAt: string;
  position: string;
}

export interface PhoneCall {
  id: string;
  conversationId: string;
  citizenId?: string | null;
  citizenName?: string | null;
  direction: Direction;
  contactPoint: ContactPointRef;
  /** The name the telephone network reports, unverified. */
  callerName?: string | null;
  status: string;
  /** The caller's last choice in the menu. */
  choice?: string | null;
  /** The queue the caller is waiting in. */
  queue?: string | null;
  /** The caller has asked for a call-back that is still to be made. */
  wantsCallback: boolean;
  callbackQueue?: string | null;
  calledBackAt?: string | null;
  /** When the caller joined the queue; callers are served in this order. */
  joinedAt?: string | null;
  /** The agent who picked it up: their phone is ringing, or they are talking. */
  takenBy?: string | null;
  /** Why the last agent who picked it up was not connected. */
  takeProblem?: string | null;
  startedAt: string;
  endedAt?: string | null;
  /** The last message in the call's conversation. */
  text?: string | null;
  openConversations: number;
  lastConversation?: { id: string; channel?: Channel | null; status: ConversationStatus; text?: string | null; at: string } | null;
  position: string;
}

export interface Attachment {
  name?: string | null;
  contentType: string;
  url: string;
  size?: number | null;
  /** A stable code if the file could not be fetched. */
  problem?: string | null;
}

export interface Choice {
  id: string;
  title: string;
}

export interface Place {
  latitude: number;
  longitude: number;
  name?: string | null;
  address?: string | null;
}

export interface ContactCard {
  name: string;
  phones: string[];
  emails: string[];
  organization?: string | null;
}

/** What a citizen's message carries besides its text. */
export interface MessageDetails {
  subject?: string | null;
  senderName?: string | null;
  choice?: Choice | null;
  place?: Place | null;
  cards?: ContactCard[] | null;
  /** JSON, as received from the channel. */
  form?: string | null;
  isAutomatic?: boolean;
  isForwarded?: boolean;
  kind?: string | null;
  safeHtml?: string | null;
  isAuthenticated?: boolean | null;
}

export interface Template {
  name: string;
  language: string;
  parameters: string[];
}

export interface ReplyDetails {
  subject?: string | null;
  choices?: Choice[] | null;
  template?: Template | null;
}

export interface Delivery {
  state: DeliveryState;
  reason?: string | null;
  providerCode?: string | null;
  at?: string | null;
}

export interface Message {
  id: string;
  direction: Direction | 'note';
  channel: Channel;
  provider?: string | null;
  text: string;
  author?: string | null;
  at: string;
  delivery?: Delivery | null;
  attachments: Attachment[];
  /** The automatic transcript of a voicemail. */
  transcript?: string | null;
  details?: MessageDetails | null;
  reply?: ReplyDetails | null;
  /** Earlier versions of the text, oldest first. */
  before?: string[] | null;
  isWithdrawn?: boolean;
  reaction?: string | null;
}

export interface ConversationContactPoint {
  id: string;
  kind: ContactPointKind;
  address: string;
  channels: Channel[];
  optedOut: boolean;
  /** Another address at which the citizen asked to be answered. */
  replyTo?: ContactPointRef | null;
}

export interface Conversation {
  id: string;
  citizenId: string;
  status: ConversationStatus;
  queue?: string | null;
  assignee?: string | null;
  openedAt: string;
  version: number | string;
  position: string;
  contactPoints: ConversationContactPoint[];
  messages: Message[];
}

export interface ReplyRequest {
  text: string;
  channel?: Channel;
  attachments?: Attachment[];
  template?: Template;
}

export type ChatSign = 'typing' | 'stopped' | 'seen';

export interface ChatSignal {
  visitor: string;
  sign: ChatSign;
  at: string;
}

export interface ReplyAccepted {
  id: string;
  state: 'pending';
}

export interface NoteRequest {
  text: string;
}

export interface NoteAccepted {
  id: string;
}

export interface AssignmentRequest {
  assignee?: string | null;
  queue?: string | null;
}

export interface CloseRequest {
  reason?: string;
}

export interface CitizenContactPoint {
  id: string;
  kind: ContactPointKind;
  address: string;
  proof?: string | null;
}

export interface Citizen {
  id: string;
  name?: string | null;
  language?: string | null;
  contactPoints: CitizenContactPoint[];
  conversations: { id: string; ordinal: number }[];
  attributes?: Record<string, string>;
  /** Preferred channels, most preferred first. */
  channels?: Channel[];
  timeZone?: string | null;
  consents?: Consent[];
  /** The citizen refuses all messages that we initiate. */
  isContactForbidden?: boolean;
}

/** Whether we may initiate messages to a citizen for a purpose. */
export interface Consent {
  purpose: string;
  given: boolean;
  /** How the citizen gave or refused it, such as by phone. */
  source: string;
  wording?: string | null;
  author: string;
  at: string;
}

export interface ConsentRequest {
  /** Omitted: all purposes. */
  purpose?: string;
  given: boolean;
  source: string;
  wording?: string;
}

export interface CitizenPatch {
  name?: string | null;
  language?: string | null;
}

export type EntryKind =
  | 'message-received'
  | 'reply-written'
  | 'note-added'
  | 'conversation-opened'
  | 'conversation-closed'
  | 'conversation-reopened'
  | 'assigned'
  | 'contact-point-added'
  | 'opted-out'
  | 'opted-in'
  | 'call-received'
  | 'call-made'
  | 'call-choice-made'
  | 'call-queued'
  | 'call-left-queue'
  | 'callback-requested'
  | 'call-taken'
  | 'call-take-failed'
  | 'callback-taken'
  | 'callback-fulfilled'
  | 'callback-dropped'
  | 'outreach-begun'
  | 'outreach-message'
  | 'outreach-held'
  | 'outreach-passed'
  | 'outreach-answered'
  | 'outreach-handed-over'
  | 'outreach-finished'
  | 'outreach-stopped'
  | 'consent-given'
  | 'consent-withdrawn'
  | 'contact-forbidden'
  | 'contact-allowed';

export interface Entry {
  id: string;
  position: string;
  changed: string;
  at: string;
  kind: EntryKind;
  conversationId?: string | null;
  channel?: Channel | null;
  text?: string | null;
  author?: string | null;
  delivery?: Delivery | null;
  attachments?: Attachment[] | null;
  transcript?: string | null;
  callStatus?: string | null;
  seconds?: number | null;
}

/** A subscription to the log of events. */
export interface Subscription {
  id: string;
  position: string;
  /** Events it has not processed yet. */
  behind: number;
  /** The server's name of the error that stopped it. */
  failure?: string;
}

export type ConversationStatus = 'open' | 'closed';
export type Direction = 'inbound' | 'outbound';
export type ContactPointKind = 'phone' | 'webchat' | 'email' | 'anonymous-call';

// Kinds of channel are open: the server may know more of them than this page.
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
  /** As the telephone network claims. */
  callerName?: string | null;
  status: string;
  /** What was last chosen in the menu. */
  choice?: string | null;
  /** Where the caller waits now. */
  queue?: string | null;
  wantsCallback: boolean;
  startedAt: string;
  endedAt?: string | null;
  /** What was last written in the call's own conversation. */
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
  /** What a machine understood of a voicemail. */
  transcript?: string | null;
}

export interface ConversationContactPoint {
  id: string;
  kind: ContactPointKind;
  address: string;
  channels: Channel[];
  optedOut: boolean;
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
  | 'callback-requested';

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

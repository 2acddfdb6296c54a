import type { components } from './schema';

// What the server sends and takes, under the names the desk has for it. The shapes are generated from docs/openapi.json (make docs).
type Schemas = components['schemas'];

// Open sets: a connector may bring its own kind, and the server may have channels this page does not know.
export type ContactPointKind = 'phone' | 'webchat' | 'email' | 'anonymous-call' | 'whatsapp' | 'messenger' | (string & {});
export type Channel = 'sms' | 'webchat' | 'email' | (string & {});

// What stands before the server may answer with an error of its own.
export type Problem = Partial<Schemas['Problem']>;

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export type WhoAmI = Schemas['Caller'];

export type ContactPointRef = Schemas['ConversationsAddress'];
export type ConversationSummary = Schemas['ConversationsSummary'];
export type ConversationStatus = ConversationSummary['status'];
export type Direction = NonNullable<ConversationSummary['lastDirection']>;
export type PhoneCall = Schemas['LiveCallsCall'];

export type Attachment = Schemas['Attachment'];
export type Choice = Schemas['Choice'];
export type Place = Schemas['Place'];
export type ContactCard = Schemas['ContactCard'];
export type MessageDetails = Schemas['MessageDetails'];
export type Template = Schemas['Template'];
export type ReplyDetails = Schemas['ReplyDetails'];
export type DeliveryState = Schemas['DeliveryState'];
// A message that was just written, or changed by an entry of the timeline, has no more of its delivery than this.
export type Delivery = Omit<Schemas['ConversationDelivery'], 'isTemporary'>;
export type Message = Omit<Schemas['ConversationMessage'], 'delivery'> & { delivery?: Delivery | undefined };
export type ConversationContactPoint = Schemas['ConversationParticipant'];
export type Conversation = Omit<Schemas['ConversationView'], 'messages'> & { messages: Message[] };

export type ReplyRequest = Schemas['SendReplyBody'];
export type ReplyAccepted = Schemas['SendReplyAccepted'];
export type NoteRequest = Schemas['AddNoteBody'];
export type NoteAccepted = Schemas['Created'];
export type AssignmentRequest = Schemas['AssignConversationBody'];
export type CloseRequest = Schemas['CloseConversationBody'];

export type ChatSign = Schemas['ChatSign'];
export type ChatSignal = Schemas['AgentSignalsPublished'];

export type Citizen = Schemas['CitizenView'];
export type CitizenContactPoint = Schemas['CitizenViewAddress'];
export type CitizenPatch = Schemas['ChangeProfileBody'];
/** Whether we may initiate messages to a citizen for a purpose. */
export type Consent = Schemas['ChangeConsentsView'];
export type ConsentRequest = Schemas['ChangeConsentsBody'];

export type Entry = Schemas['TimelineEntry'];
export type EntryKind = Entry['kind'];

/** A subscription to the log of events. */
export type Subscription = Schemas['SubscriptionsSubscription'];

namespace Omnichannel.Contracts.Messages;

/// <summary>Order to a channel: fetch what came with this message while the provider still has it, and store it here.</summary>
public sealed record FetchAttachments(Guid MessageId, Guid ConversationId, string Channel, string Provider, IReadOnlyList<Attachment> Attachments);

/// <summary>All of them, in their order: stored ones with their own address, lost ones with their <see cref="Attachment.Problem"/>.</summary>
public sealed record AttachmentsFetched(Guid MessageId, Guid ConversationId, IReadOnlyList<Attachment> Attachments, DateTimeOffset At);

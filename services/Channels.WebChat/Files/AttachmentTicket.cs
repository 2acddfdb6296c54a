using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>What a page gets for a file that it has sent, and shows when the message goes: nobody else's file can be put into it.</summary>
internal static class AttachmentTicket
{
    private const string Purpose = "attachment-1";

    public static string Write(Visitor visitor, Attachment attachment, byte[] key) =>
        SignedText.Write(Purpose, new Content(visitor.Id, attachment), key);

    /// <summary>Null when it is no ticket of this visitor's.</summary>
    public static Attachment? Read(string? ticket, Visitor visitor, byte[] key) =>
        SignedText.Read<Content>(Purpose, ticket, key) is { } content && content.Visitor == visitor.Id ? content.Attachment : null;

    private sealed record Content(string Visitor, Attachment Attachment);
}

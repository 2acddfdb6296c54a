namespace Omnichannel.Channels.Meta;

/// <summary>Our own ids as they travel with a message and come back with its statuses: <c>conversation:message</c>, 32 hex digits each.</summary>
public static class OurReference
{
    public static string Of(Guid conversationId, Guid messageId) => $"{conversationId:N}:{messageId:N}";

    /// <summary>Null when it is somebody else's, or nothing.</summary>
    public static (Guid Conversation, Guid Message)? Read(string? reference) =>
        reference is { Length: 65 } && reference[32] == ':'
        && Guid.TryParseExact(reference[..32], "N", out var conversation) && Guid.TryParseExact(reference[33..], "N", out var message)
            ? (conversation, message)
            : null;
}

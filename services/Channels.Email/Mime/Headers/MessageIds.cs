using MimeKit.Utils;

namespace Omnichannel.Channels.Email;

/// <summary>Message ids out of <c>Message-ID</c>, <c>In-Reply-To</c> and <c>References</c>, as MimeKit finds them; it keeps the first of In-Reply-To only, so all are asked for.</summary>
internal static class MessageIds
{
    private const int MaxIds = 200;
    private const int MaxLength = 900;

    /// <summary>With angle brackets, in their order; words outside brackets are no ids (RFC 5322, 4.5.4).</summary>
    public static IReadOnlyList<string> Read(string? text) => text is not { Length: <= MimeLimits.HeaderBytes }
        ? []
        : [.. MimeUtils.EnumerateReferences(text).Where(IsId).Take(MaxIds).Select(id => $"<{id}>")];

    /// <summary>The one id of a mail; one without brackets is accepted too. Null when there is none.</summary>
    public static string? One(string? text) =>
        Read(text) is [var id, ..] ? id : text?.Trim() is { Length: > 2 and <= MaxLength } bare && IsId(bare) ? $"<{bare}>" : null;

    private static bool IsId(string id) => id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAny(" \t<>");
}

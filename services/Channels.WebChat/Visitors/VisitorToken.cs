using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>What a page shows to be the same visitor again. Nothing is kept on our side.</summary>
internal static class VisitorToken
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const string Purpose = "visitor-1";

    /// <summary>Another process's clock may be ahead of ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static string Write(Visitor visitor, byte[] key, DateTimeOffset now) =>
        SignedText.Write(Purpose, new Content(visitor.Id, visitor.IsProven, now.ToUnixTimeSeconds(), visitor.Proven), key);

    /// <summary>The visitor and when the token was made; null when it is forged, altered or too old.</summary>
    public static (Visitor Visitor, DateTimeOffset IssuedAt)? Read(string token, byte[] key, DateTimeOffset now)
    {
        if (SignedText.Read<Content>(Purpose, token, key) is not { } content)
            return null;
        var issuedAt = DateTimeOffset.FromUnixTimeSeconds(content.IssuedAt);
        return issuedAt + Lifetime <= now || issuedAt > now + Skew
            ? null
            : (new Visitor(content.Visitor, content.IsProven, content.Proven), issuedAt);
    }

    private sealed record Content(string Visitor, bool IsProven, long IssuedAt, IReadOnlyList<ContactPoint> Proven);
}

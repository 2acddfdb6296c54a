using System.Security.Cryptography;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>Who sits before the page.</summary>
/// <param name="Id">Random for the anonymous; <c>user:…</c> for users that the embedding site has proven.</param>
/// <param name="IsProven">True when the site has proven who it is.</param>
/// <param name="Proven">Further addresses of this visitor that came with the proof.</param>
internal sealed record Visitor(string Id, bool IsProven, IReadOnlyList<ContactPoint> Proven)
{
    public ContactPoint ContactPoint { get; } = ContactPoint.Of(WebChatModule.ChannelName, Id);

    public static Visitor NewAnonymous() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), false, []);

    public static Visitor OfUser(string user, IReadOnlyList<ContactPoint> proven) => new($"user:{user}", true, proven);

    /// <summary>Never the id: it can be a phone number.</summary>
    public override string ToString() => IsProven ? "proven visitor" : "anonymous visitor";
}

using System.Text.Json.Serialization;

namespace Omnichannel.Channels.WebChat;

/// <summary>What a page says to us. Everything in it may be missing or wrong. See docs/webchat-protocol.md.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Send), "send")]
[JsonDerivedType(typeof(Seen), "seen")]
[JsonDerivedType(typeof(Read), "read")]
[JsonDerivedType(typeof(AskHistory), "history")]
[JsonDerivedType(typeof(Ping), "ping")]
internal abstract record PageFrame
{
    private PageFrame()
    {
    }

    /// <param name="Language">Of the page, as in BCP 47.</param>
    public sealed record Hello(string? Token, IdentityClaim? Identity, string? Language) : PageFrame;

    /// <param name="ClientId">The page's own id of the message: the same one again is the same message.</param>
    public sealed record Send(string? ClientId, string? Text) : PageFrame;

    /// <summary>A reply is on the page.</summary>
    public sealed record Seen(Guid MessageId) : PageFrame;

    /// <summary>A reply is before the visitor's eyes.</summary>
    public sealed record Read(Guid MessageId) : PageFrame;

    public sealed record AskHistory : PageFrame;

    public sealed record Ping : PageFrame;
}

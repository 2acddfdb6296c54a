using System.Text.Json.Serialization;

namespace Omnichannel.Channels.WebChat;

/// <summary>What a page says to us. Everything in it may be missing or wrong. See docs/webchat-protocol.md.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Send), "send")]
[JsonDerivedType(typeof(Seen), "seen")]
[JsonDerivedType(typeof(Read), "read")]
[JsonDerivedType(typeof(Typing), "typing")]
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
    public sealed record Send(string? ClientId, string? Text) : PageFrame
    {
        /// <summary>The tickets of files that were sent before; see <see cref="AttachmentTicket"/>.</summary>
        public IReadOnlyList<string?>? Attachments { get; init; }

        /// <summary>Which of the answers that a reply offered this is.</summary>
        public PageChoice? Choice { get; init; }

        /// <summary>What the visitor filled in before, field by field; <c>name</c> and <c>email</c> are understood.</summary>
        public IReadOnlyDictionary<string, string?>? Form { get; init; }
    }

    public sealed record PageChoice(string? Id, string? Title);

    /// <summary>The visitor is writing, or is not any more.</summary>
    public sealed record Typing(bool IsTyping) : PageFrame;

    /// <summary>A reply is on the page.</summary>
    public sealed record Seen(Guid MessageId) : PageFrame;

    /// <summary>A reply is before the visitor's eyes.</summary>
    public sealed record Read(Guid MessageId) : PageFrame;

    public sealed record AskHistory : PageFrame;

    public sealed record Ping : PageFrame;
}

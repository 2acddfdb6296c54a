using System.Text.Json.Serialization;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.WebChat;

/// <summary>What we say to a page. See docs/webchat-protocol.md.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(Ack), "ack")]
[JsonDerivedType(typeof(Line), "line")]
[JsonDerivedType(typeof(Told), "history")]
[JsonDerivedType(typeof(Error), "error")]
[JsonDerivedType(typeof(Pong), "pong")]
internal abstract record ServerFrame
{
    private ServerFrame()
    {
    }

    /// <param name="Visitor">Changes when the visitor does.</param>
    /// <param name="History">Oldest first; absent when it cannot be had just now.</param>
    public sealed record Welcome(string Token, string Visitor, bool IsProven, IReadOnlyList<Line>? History, PageLimits Limits) : ServerFrame;

    /// <summary>The message is durable with us.</summary>
    public sealed record Ack(string ClientId, Guid MessageId, DateTimeOffset At) : ServerFrame;

    /// <param name="ClientId">The page's own id of the visitor's own words; absent on replies.</param>
    public sealed record Line(Guid MessageId, string? ClientId, bool FromCitizen, string Text, DateTimeOffset At, DeliveryState State) : ServerFrame
    {
        public static Line Of(ChatLine line) => new(line.MessageId, line.ProviderMessageId, line.FromCitizen, line.Text, line.At, line.State);
    }

    /// <summary>The history, asked for again.</summary>
    public sealed record Told(IReadOnlyList<Line> Lines) : ServerFrame;

    /// <param name="ClientId">The message it is about; absent when it is about none.</param>
    /// <param name="RetryAfter">Whole seconds; absent where trying again is of no use.</param>
    public sealed record Error(string Code, string Sentence, string? ClientId = null, int? RetryAfter = null) : ServerFrame;

    public sealed record Pong : ServerFrame;
}

/// <param name="TextLength">Characters of a message, counted in UTF-16 units as JavaScript does.</param>
internal sealed record PageLimits(int TextLength, int FrameBytes);

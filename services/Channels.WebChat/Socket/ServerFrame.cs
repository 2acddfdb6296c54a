using System.Text.Json.Serialization;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>What we say to a page. See docs/webchat-protocol.md.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(Ack), "ack")]
[JsonDerivedType(typeof(Line), "line")]
[JsonDerivedType(typeof(HistoryPage), "history")]
[JsonDerivedType(typeof(Signal), "signal")]
[JsonDerivedType(typeof(Error), "error")]
[JsonDerivedType(typeof(Pong), "pong")]
internal abstract record ServerFrame
{
    private ServerFrame()
    {
    }

    /// <param name="Visitor">Changes when the visitor does.</param>
    /// <param name="History">Oldest first; absent when it cannot be had just now.</param>
    /// <param name="IsOpen">False outside the hours in which somebody is there.</param>
    public sealed record Welcome(string Token, string Visitor, bool IsProven, IReadOnlyList<Line>? History, PageLimits Limits, bool IsOpen)
        : ServerFrame;

    /// <summary>The message is durable with us.</summary>
    public sealed record Ack(string ClientId, Guid MessageId, DateTimeOffset At) : ServerFrame;

    /// <param name="ClientId">The page's own id of the visitor's message; absent on replies.</param>
    public sealed record Line(Guid MessageId, string? ClientId, bool FromCitizen, string Text, DateTimeOffset At, DeliveryState State) : ServerFrame
    {
        /// <summary>Absent where there are none.</summary>
        public IReadOnlyList<PageFile>? Attachments { get; init; }

        /// <summary>Answers to choose from; absent where there are none.</summary>
        public IReadOnlyList<Choice>? Choices { get; init; }

        public static Line Of(ChatLine line, AttachmentLinks links) =>
            new(line.MessageId, line.ProviderMessageId, line.FromCitizen, line.Text, line.At, line.State)
            {
                Attachments = line.Attachments is null ? null : [.. line.Attachments.Select(attachment => PageFile.Of(attachment, links))],
                Choices = line.Choices,
            };
    }

    /// <summary>What the agents do just now.</summary>
    public sealed record Signal(ChatSign Sign, DateTimeOffset At) : ServerFrame;

    /// <summary>The history, on request.</summary>
    public sealed record HistoryPage(IReadOnlyList<Line> Lines) : ServerFrame;

    /// <param name="ClientId">The message it is about; absent when it is about none.</param>
    /// <param name="RetryAfter">Whole seconds; absent where trying again is of no use.</param>
    public sealed record Error(string Code, string Sentence, string? ClientId = null, int? RetryAfter = null) : ServerFrame;

    public sealed record Pong : ServerFrame;
}

/// <param name="TextLength">Characters of a message, counted in UTF-16 units as JavaScript does.</param>
/// <param name="FileBytes">Of one attachment.</param>
/// <param name="Files">Attachments of one message.</param>
internal sealed record PageLimits(int TextLength, int FrameBytes, long FileBytes, int Files)
{
    public static PageLimits Of(WebChatOptions options) => new(VisitorMessages.MaxLength, ChatSocket.MaxFrame, options.AttachmentSize, VisitorFiles.MostInMessage);
}

/// <param name="Url">A signed link, relative to the server; works for a day. Absent where the file is lost.</param>
internal sealed record PageFile(string? Name, string ContentType, long? Size, string? Url)
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(1);

    /// <summary>Only what is stored here: a link elsewhere could be anybody's, and could need a provider's secret.</summary>
    public static PageFile Of(Attachment attachment, AttachmentLinks links) => new(
        attachment.Name, attachment.ContentType, attachment.Size, attachment.StoredId() is { } id ? links.PathTo(id, LinkLifetime) : null);
}

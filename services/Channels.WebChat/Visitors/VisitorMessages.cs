using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>Takes what a visitor writes: checked, made durable, and only then acknowledged.</summary>
internal sealed partial class VisitorMessages(
    IIntake intake, BusPublisher publisher, VisitorRates rates, WebChatOptions options, TimeProvider time, ILogger<VisitorMessages> log)
{
    public const int MaxLength = 4_000;
    private const int LongestClientId = 64;
    private const int LongestChoice = 200;

    /// <param name="Line">For the visitor's other pages; null when nothing was taken.</param>
    internal readonly record struct Accepted(ServerFrame Answer, ChatLine? Line);

    /// <param name="page">What is known from the page's connection.</param>
    /// <param name="stopping">Of the process, not of the page: who sends and closes the tab at once has sent.</param>
    public async Task<Accepted> AcceptAsync(Visitor visitor, PageFrame.Send send, PageOrigin page, CancellationToken stopping)
    {
        var files = (send.Attachments ?? []).Select(ticket => AttachmentTicket.Read(ticket, visitor, options.SessionKey)).ToList();
        if (Refusal(visitor, send, files, page.Address) is { } refusal)
            return new Accepted(refusal, null);
        IReadOnlyList<Attachment> attachments = [.. files.Select(file => file!)];
        var now = time.GetUtcNow();
        var clientId = send.ClientId!;
        // The provider's id is the page's own: it goes into feeds, where a visitor's id, which can be a phone number, must not.
        var id = MessageHeard.IdOf(WebChatModule.ChannelName, WebChatModule.ChannelName, $"{visitor.Id}/{clientId}");
        var heard = new MessageHeard(
            id, WebChatModule.ChannelName, WebChatModule.ChannelName, clientId, visitor.ContactPoint, WebChatModule.ChannelName, send.Text ?? "",
            attachments, page.Language, null, now, visitor.Proven,
            // Keywords like STOP belong to text messages; in a chat that the visitor opened they are just text.
            Keyword: null)
        {
            Details = DetailsOf(send),
        };
        try
        {
            await PublishTimeout.WaitAsync(ct => intake.AcceptAsync([heard], ct), time, stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.NotStored(log, id, exception);
            return new Accepted(new ServerFrame.Error("message.not-kept", "We could not keep this message; send it again.", clientId, 2), null);
        }

        return new Accepted(
            new ServerFrame.Ack(clientId, id, now),
            new ChatLine(id, Guid.Empty, true, clientId, heard.Text, now, DeliveryState.Delivered) { Attachments = attachments.Count > 0 ? attachments : null });
    }

    /// <summary>Pages that miss it see it in the history the next time.</summary>
    public async Task NotifyOtherPagesAsync(Visitor visitor, ChatLine line, CancellationToken stopping)
    {
        try
        {
            await PublishTimeout.WaitAsync(ct => publisher.PublishAsync(new ChatLineReady(visitor.ContactPoint, line), ct), time, stopping);
        }
        catch (Exception exception) when (exception is BusUnavailableException or TimeoutException)
        {
            Log.NotPublished(log, line.MessageId, exception);
        }
    }

    /// <summary>1 to 64 letters, digits, '-' or '_': the page's own id of what it sends.</summary>
    public static bool IsClientId(string? id) =>
        id is { Length: > 0 and <= LongestClientId } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static MessageDetails? DetailsOf(PageFrame.Send send)
    {
        var form = VisitorForm.DetailsOf(send.Form);
        return send.Choice is { Id: { Length: > 0 and <= LongestChoice } id, Title: { Length: > 0 and <= LongestChoice } title }
            ? (form ?? new MessageDetails()) with { Choice = new Choice(id, title) }
            : form;
    }

    /// <summary>Null when it may be taken. What is not taken counts as well: a flood of refusals is a flood.</summary>
    private ServerFrame.Error? Refusal(Visitor visitor, PageFrame.Send send, IReadOnlyList<Attachment?> files, string address)
    {
        if (!IsClientId(send.ClientId))
            return new ServerFrame.Error("client-id.wrong", $"A clientId has 1 to {LongestClientId} letters, digits, '-' or '_'.");
        var clientId = send.ClientId!;
        var wait = rates.TryTakeMessage(visitor.Id, address);
        if (wait > TimeSpan.Zero)
        {
            return new ServerFrame.Error(
                "rate.limited", "Too many messages at once; this one can be sent in a moment.", clientId, (int)Math.Ceiling(wait.TotalSeconds));
        }

        if (files.Count > VisitorFiles.MostInMessage)
            return new ServerFrame.Error("attachments.too-many", $"A message has at most {VisitorFiles.MostInMessage} files.", clientId);
        if (files.Contains(null))
            return new ServerFrame.Error("attachment.unknown", "This file was not sent by this visitor.", clientId);
        if (string.IsNullOrWhiteSpace(send.Text) && files.Count == 0)
            return new ServerFrame.Error("text.empty", "A message needs a text or a file.", clientId);
        return send.Text?.Length > MaxLength
            ? new ServerFrame.Error("text.too-long", $"A message has at most {MaxLength} characters.", clientId)
            : null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Message {MessageId} of a visitor could not be kept; the page sends it again")]
        public static partial void NotStored(ILogger log, Guid messageId, Exception exception);

        [LoggerMessage(LogLevel.Information, "Message {MessageId} is stored, but was not shown on the visitor's other pages")]
        public static partial void NotPublished(ILogger log, Guid messageId, Exception exception);
    }
}

/// <param name="Language">Of the page, as in BCP 47; null = unknown.</param>
/// <param name="Address">Of the other end of its connection, for counting only.</param>
internal sealed record PageOrigin(string? Language, string Address)
{
    public override string ToString() => "page";
}

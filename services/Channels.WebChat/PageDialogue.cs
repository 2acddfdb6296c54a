using System.Net.WebSockets;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>The talk with one page, from its hello to its end.</summary>
internal sealed class PageDialogue(
    Admission admission, OpenPages pages, VisitorWords words, ChatSignals signals, PageReports reports, AttachmentLinks links, WebChatOptions options,
    TimeProvider time)
{
    private const int MaxUnreadableInARow = 3;
    private const int LongestLanguage = 35;
    private static readonly TimeSpan HelloWithin = TimeSpan.FromSeconds(10);

    /// <param name="address">Of the other end of the connection.</param>
    public async Task RunAsync(ChatSocket socket, ChatHistory history, string address, CancellationToken stopping)
    {
        if (await HelloAsync(socket) is not { } hello)
            return;
        var admitted = await admission.AdmitAsync(hello.Token, hello.Identity);
        var page = new OpenPage(admitted.Visitor, socket, links);
        if (!pages.TryAdd(page))
        {
            socket.Send(new ServerFrame.Error("sockets.too-many", $"At most {OpenPages.MaxOfVisitor} pages of one visitor can be open.", RetryAfter: 30));
            socket.Close(ChatSocket.TryAgainLater, "sockets.too-many");
            return;
        }

        try
        {
            if (admitted.IdentityWasWrong)
                socket.Send(new ServerFrame.Error("identity.wrong", "The proof of identity is wrong or too old; you are not signed in."));
            // The page is among the open ones by now: what is said while the history is asked for is not missed.
            var limits = new PageLimits(VisitorWords.MaxLength, ChatSocket.MaxFrame, options.AttachmentSize, VisitorFiles.MostInMessage);
            page.Welcome(admitted, await history.AskAsync(page.Visitor, stopping), limits, options.Hours.IsOpen(time.GetUtcNow()));
            await ListenAsync(page, socket, history, new PageOrigin(LanguageOf(hello), address), stopping);
        }
        finally
        {
            pages.Remove(page);
        }
    }

    private async Task<PageFrame.Hello?> HelloAsync(ChatSocket socket)
    {
        await using var late = time.CreateTimer(
            _ => socket.Close(WebSocketCloseStatus.PolicyViolation, "hello.late"), null, HelloWithin, Timeout.InfiniteTimeSpan);
        if (await socket.ReceiveAsync() is not { } frame)
            return null;
        if (FrameJson.Read(frame.Span) is PageFrame.Hello hello)
            return hello;
        socket.Send(new ServerFrame.Error("hello.missing", "The first frame has to be a hello."));
        socket.Close(WebSocketCloseStatus.PolicyViolation, "hello.missing");
        return null;
    }

    private async Task ListenAsync(OpenPage page, ChatSocket socket, ChatHistory history, PageOrigin origin, CancellationToken stopping)
    {
        var unreadable = 0;
        var typing = new PageTyping(time);
        // One frame after the other: what a page sends keeps its order, and a page cannot send faster than we keep.
        while (await socket.ReceiveAsync() is { } bytes)
        {
            var frame = FrameJson.Read(bytes.Span);
            unreadable = frame is null or PageFrame.Hello ? unreadable + 1 : 0;
            switch (frame)
            {
                case PageFrame.Send send:
                    var taken = await words.TakeAsync(page.Visitor, send, origin, stopping);
                    socket.Send(taken.Answer);
                    if (taken.Line is { } line)
                        await words.TellOtherPagesAsync(page.Visitor, line, stopping);
                    break;
                case PageFrame.Seen seen:
                    await reports.TakeAsync(page, seen.MessageId, DeliveryState.Delivered, stopping);
                    break;
                case PageFrame.Read read:
                    await reports.TakeAsync(page, read.MessageId, DeliveryState.Read, stopping);
                    break;
                case PageFrame.Typing typed:
                    if (typing.SignOf(typed.IsTyping) is { } sign)
                        await signals.TellAsync(page.Visitor.ContactPoint, fromCitizen: true, sign, stopping);
                    break;
                case PageFrame.AskHistory:
                    await ShowHistoryAsync(page, socket, history, stopping);
                    break;
                case PageFrame.Ping:
                    socket.Send(new ServerFrame.Pong());
                    break;
                default:
                    socket.Send(new ServerFrame.Error("frame.unreadable", "This is no frame of the protocol."));
                    if (unreadable == MaxUnreadableInARow)
                        socket.Close(WebSocketCloseStatus.PolicyViolation, "frame.unreadable");
                    break;
            }
        }
    }

    private static async Task ShowHistoryAsync(OpenPage page, ChatSocket socket, ChatHistory history, CancellationToken stopping)
    {
        if (await history.AskAsync(page.Visitor, stopping) is { } lines)
            page.ShowHistory(lines);
        else
            socket.Send(new ServerFrame.Error("history.unavailable", "What was said before cannot be shown just now.", RetryAfter: 5));
    }

    private static string? LanguageOf(PageFrame.Hello hello) =>
        hello.Language is { Length: > 0 and <= LongestLanguage } language && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? language
            : null;
}

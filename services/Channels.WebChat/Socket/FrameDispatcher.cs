using System.Net.WebSockets;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>What a page says once it is welcome, frame by frame, to its end.</summary>
internal sealed class FrameDispatcher(VisitorMessages words, ChatSignals signals, PageReports reports, HistoryLookup history, TimeProvider time)
{
    private const int MaxUnreadableInARow = 3;

    public async Task ListenAsync(OpenPage page, ChatSocket socket, PageOrigin origin, CancellationToken stopping)
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
                    var taken = await words.AcceptAsync(page.Visitor, send, origin, stopping);
                    socket.Send(taken.Answer);
                    if (taken.Line is { } line)
                        await words.NotifyOtherPagesAsync(page.Visitor, line, stopping);
                    break;
                case PageFrame.Seen seen:
                    await reports.AcceptAsync(page, seen.MessageId, DeliveryState.Delivered, stopping);
                    break;
                case PageFrame.Read read:
                    await reports.AcceptAsync(page, read.MessageId, DeliveryState.Read, stopping);
                    break;
                case PageFrame.Typing typed:
                    if (typing.SignOf(typed.IsTyping) is { } sign)
                        await signals.PublishAsync(page.Visitor.ContactPoint, fromCitizen: true, sign, stopping);
                    break;
                case PageFrame.AskHistory:
                    await ShowHistoryAsync(page, socket, stopping);
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

    private async Task ShowHistoryAsync(OpenPage page, ChatSocket socket, CancellationToken stopping)
    {
        if (await history.FindAsync(page.Visitor, stopping) is { } lines)
            page.ShowHistory(lines);
        else
            socket.Send(new ServerFrame.Error("history.unavailable", "What was said before cannot be shown just now.", RetryAfter: 5));
    }
}

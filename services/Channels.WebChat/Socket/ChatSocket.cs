using System.Net.WebSockets;
using System.Threading.Channels;

namespace Omnichannel.Channels.WebChat;

/// <summary>
/// One WebSocket, bounded in both directions: frames from the page have a largest size, frames to it a longest queue. A page that reads too slowly is
/// let go; it comes back and gets what it missed from the history.
/// </summary>
internal sealed class ChatSocket(WebSocket socket) : IDisposable
{
    public const int MaxFrame = 16 * 1024;

    /// <summary>Try again later (registered with IANA; .NET has no name for it).</summary>
    public const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    private const int MaxWaiting = 100;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly Channel<byte[]> _waiting = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _patience = new();
    private Goodbye? _goodbye;

    /// <summary>Queues a frame; never waits.</summary>
    public void Send(ServerFrame frame)
    {
        if (!_waiting.Writer.TryWrite(FrameJson.Write(frame)))
            Close(new Goodbye(TryAgainLater, "reader.slow", DropsWaiting: true));
    }

    /// <summary>Says goodbye after what is queued already, and waits a few seconds for the page to say so too. The first goodbye counts.</summary>
    /// <param name="reason">A code, at most 123 bytes.</param>
    public void Close(WebSocketCloseStatus status, string reason) => Close(new Goodbye(status, reason, DropsWaiting: false));

    /// <summary>One frame; null when there will be no more.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        var buffer = new byte[1024];
        var length = 0;
        while (await ReceivePartAsync(buffer.AsMemory(length)) is { } part && part.MessageType != WebSocketMessageType.Close)
        {
            length += part.Count;
            if (length > MaxFrame)
            {
                Close(WebSocketCloseStatus.MessageTooBig, "frame.too-large");
                return null;
            }

            if (part.EndOfMessage)
                return buffer.AsMemory(0, length);
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxFrame + 1));
        }

        return null;
    }

    /// <summary>Sends what is queued until goodbye is said; ends when the page is gone, too.</summary>
    public async Task PumpAsync()
    {
        try
        {
            await foreach (var frame in _waiting.Reader.ReadAllAsync(_patience.Token))
            {
                if (_goodbye is { DropsWaiting: true })
                    break;
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, _patience.Token);
            }

            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(_goodbye!.Status, _goodbye.Reason, _patience.Token);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            socket.Abort();
            Close(WebSocketCloseStatus.EndpointUnavailable, "");
        }
    }

    /// <summary>Ends it in order. A connection that is cut with bytes unread would take our goodbye away from the page again.</summary>
    public async Task FinishAsync(Task pump)
    {
        Close(WebSocketCloseStatus.NormalClosure, "");
        await pump;
        var scrap = new byte[1024];
        while (socket.State == WebSocketState.CloseSent && await ReceivePartAsync(scrap) is { } part && part.MessageType != WebSocketMessageType.Close)
        {
        }
    }

    public void Dispose() => _patience.Dispose();

    private void Close(Goodbye goodbye)
    {
        if (Interlocked.CompareExchange(ref _goodbye, goodbye, null) is not null)
            return;
        _waiting.Writer.TryComplete();
        _patience.CancelAfter(Farewell);
    }

    private async Task<ValueWebSocketReceiveResult?> ReceivePartAsync(Memory<byte> buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, _patience.Token);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            return null;
        }
    }

    private static bool IsGone(Exception exception) => exception is WebSocketException or OperationCanceledException or IOException;

    private sealed record Goodbye(WebSocketCloseStatus Status, string Reason, bool DropsWaiting);
}

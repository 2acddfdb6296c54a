using System.Net.WebSockets;
using System.Text.Json;

namespace Omnichannel.Testing;

/// <summary>A visitor's page as the server sees it: a WebSocket that says what the widget would say.</summary>
public sealed class ChatPage : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);
    private readonly ClientWebSocket _socket = new();

    /// <summary>The first frame that came.</summary>
    public JsonElement Welcome { get; private set; }

    public string Token => Welcome.GetProperty("token").GetString()!;

    public static async Task<ChatPage> OpenAsync(Uri server, string? token = null, object? identity = null)
    {
        var page = new ChatPage();
        await page._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/webchat/socket" }.Uri, CancellationToken.None);
        await page.SayAsync(new { type = "hello", token, identity, language = "en" });
        page.Welcome = await page.HearAsync("welcome");
        return page;
    }

    public async Task SayAsync(object frame) =>
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Says it and waits for the acknowledgement.</summary>
    public async Task<JsonElement> SendAsync(object frame)
    {
        await SayAsync(frame);
        return await HearAsync("ack");
    }

    /// <summary>The next frame of this type; others before it are passed over.</summary>
    public async Task<JsonElement> HearAsync(string type)
    {
        using var limit = new CancellationTokenSource(Timeout);
        while (true)
        {
            var frame = await ReceiveAsync(limit.Token);
            if (frame.GetProperty("type").GetString() == type)
                return frame;
        }
    }

    /// <summary>The next line that an agent wrote.</summary>
    public async Task<JsonElement> HearReplyAsync()
    {
        while (true)
        {
            var line = await HearAsync("line");
            if (!line.GetProperty("fromCitizen").GetBoolean())
                return line;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement> ReceiveAsync(CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), ct);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"The server said goodbye: {_socket.CloseStatusDescription}.");
            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonSerializer.Deserialize<JsonElement>(whole.ToArray());
    }
}

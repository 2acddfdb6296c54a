using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Omnichannel.Testing;

/// <summary>A line to a server that can be stopped at a word of the client's: what comes from there on reaches nobody.</summary>
public sealed class HeldLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _server;
    private readonly Task _accepting;
    private volatile string? _word;
    private int _held;

    public HeldLine(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often the word was said.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>True = the line is cut at the word, false = it stays, and nothing comes through any more.</summary>
    public bool Cuts { get; init; }

    /// <summary>Null = everything passes.</summary>
    public void HoldAt(string? word) => _word = word;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        while (true)
        {
            try
            {
                lines.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                await Task.WhenAll(lines).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var back = CopyAsync(far.GetStream(), near.GetStream(), over.Token);
        var forth = ForwardAsync(near.GetStream(), far.GetStream(), over.Token);
        await Task.WhenAny(back, forth);
        await over.CancelAsync();
        await Task.WhenAll(back, forth).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ForwardAsync(NetworkStream from, NetworkStream to, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, ct)) > 0)
        {
            if (_word is { } word && Encoding.Latin1.GetString(buffer, 0, read).Contains(word, StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _held);
                if (Cuts)
                    return;
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }
    }

    private static Task CopyAsync(NetworkStream from, NetworkStream to, CancellationToken ct) => from.CopyToAsync(to, ct);
}

using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Simulator;

/// <summary>A server that the simulator plays, on a free port of loopback; who uses it looks the port up.</summary>
/// <param name="serve">One dialogue, until the other side leaves.</param>
internal sealed partial class LoopbackListener(string name, Func<Stream, CancellationToken, Task> serve, ILogger log) : IDisposable
{
    private const int MaxConnections = 50;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim _places = new(MaxConnections);
    private readonly CancellationTokenSource _stop = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Start()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _stop.Dispose();
        _places.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                await _places.WaitAsync(_stop.Token);
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The process ends.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await serve(client.GetStream(), _stop.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The other side left, or a fault wanted it so.
        }
        catch (Exception exception)
        {
            Log.Failed(log, name, exception);
        }
        finally
        {
            if (!_stop.IsCancellationRequested)
                _places.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The simulated {Server} failed")]
        public static partial void Failed(ILogger log, string server, Exception exception);
    }
}

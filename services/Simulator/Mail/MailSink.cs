using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Simulator;

/// <summary>The SMTP server that receives our mail, on a free port of loopback; senders look the port up.</summary>
internal sealed partial class MailSink(MailInbox inbox, MailAccount account, ILogger<MailSink> log) : IHostedService, IDisposable
{
    private const int MaxConnections = 50;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim _places = new(MaxConnections);
    private readonly CancellationTokenSource _stop = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Task StartAsync(CancellationToken ct)
    {
        _listener.Start();
        _ = AcceptAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken ct)
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
            using var dialogue = new SinkDialogue(client.GetStream(), account.Mail, inbox);
            await dialogue.RunAsync(_stop.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The other side left, or a fault wanted it so.
        }
        catch (Exception exception)
        {
            Log.Failed(log, exception);
        }
        finally
        {
            if (!_stop.IsCancellationRequested)
                _places.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The simulated mail server failed")]
        public static partial void Failed(ILogger log, Exception exception);
    }
}

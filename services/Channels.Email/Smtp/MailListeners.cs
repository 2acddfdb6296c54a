using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Channels.Email;

/// <summary>Our own SMTP and LMTP servers, where they are switched on. Connections are counted, altogether and for each address.</summary>
internal sealed partial class MailListeners(EmailAccount options, MailDelivery delivery, TimeProvider time, ILogger<MailListeners> log) : IHostedService, IDisposable
{
    /// <summary>Ten of the largest mails at once.</summary>
    private const long Memory = 10L * MimeLimits.MessageBytes;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpListener> _listeners = [];
    private readonly ConcurrentDictionary<long, Task> _work = new();
    private readonly ConcurrentDictionary<IPAddress, int> _perAddress = new();
    private long _connections;

    public Task StartAsync(CancellationToken ct)
    {
        var settings = options.Listeners;
        if (settings.SmtpPort == 0 && settings.LmtpPort == 0)
            return Task.CompletedTask;
        var shared = new SessionSettings(false, options, delivery, ServerCertificate.Open(settings, time), new DataBudget(Memory), time);
        if (settings.SmtpPort > 0)
            Listen(settings.SmtpPort, shared);
        if (settings.LmtpPort > 0)
            Listen(settings.LmtpPort, shared with { IsLmtp = true });
        return Task.CompletedTask;
    }

    /// <summary>No new mail; sessions in the middle of a mail finish it, within the host's shutdown time.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        foreach (var listener in _listeners)
            listener.Stop();
        await _stop.CancelAsync();
        await Task.WhenAll(_work.Values).WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private void Listen(int port, SessionSettings settings)
    {
        var listener = new TcpListener(options.Listeners.Address, port);
        listener.Start();
        _listeners.Add(listener);
        Track(AcceptAsync(listener, settings));
        Log.Listening(log, settings.IsLmtp ? "LMTP" : "SMTP", port);
    }

    private async Task AcceptAsync(TcpListener listener, SessionSettings settings)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Track(ServeAsync(await listener.AcceptTcpClientAsync(_stop.Token), settings));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // One connection that was gone before it was taken; the listener goes on.
            }
        }
    }

    private async Task ServeAsync(TcpClient client, SessionSettings settings)
    {
        using var connection = client;
        var address = ((IPEndPoint)client.Client.RemoteEndPoint!).Address;
        var open = _perAddress.AddOrUpdate(address, 1, (_, count) => count + 1);
        try
        {
            var limit = options.Listeners.MaxConnections;
            if (_work.Count > limit + _listeners.Count || (!IPAddress.IsLoopback(address) && open > Math.Max(1, limit / 4)))
                await client.GetStream().WriteAsync("421 4.7.0 Too many connections\r\n"u8.ToArray(), _stop.Token);
            else
                await new SmtpSession(settings, client.GetStream(), address.ToString()).RunAsync(_stop.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side left, or we do.
        }
        catch (Exception exception)
        {
            Log.Failed(log, exception);
        }
        finally
        {
            if (_perAddress.AddOrUpdate(address, 0, (_, count) => count - 1) <= 0)
                _perAddress.TryRemove(new(address, 0));
        }
    }

    private void Track(Task work)
    {
        var id = Interlocked.Increment(ref _connections);
        _work[id] = work;
        _ = work.ContinueWith(_ => _work.TryRemove(id, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Mail is taken over {Protocol} on port {Port}")]
        public static partial void Listening(ILogger log, string protocol, int port);

        [LoggerMessage(LogLevel.Error, "A mail connection failed")]
        public static partial void Failed(ILogger log, Exception exception);
    }
}

using System.Globalization;
using Npgsql;

namespace Omnichannel.EventSourcing.Marten;

/// <summary>Turns PostgreSQL's notifications into pulses of the signal, over a connection of its own that is made again when it breaks.</summary>
internal sealed class AppendListener : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public AppendListener(NpgsqlDataSource database, AppendSignal signal, TimeProvider time) =>
        _loop = Task.Run(() => RunAsync(database, signal, time, _stop.Token));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private static async Task RunAsync(NpgsqlDataSource database, AppendSignal signal, TimeProvider time, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(ct);
                connection.Notification += (_, notification) =>
                    signal.Pulse(long.TryParse(notification.Payload, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : 0);
                await using (var listen = new NpgsqlCommand("LISTEN omnichannel_log", connection))
                    await listen.ExecuteNonQueryAsync(ct);
                // Whatever was written while nobody listened.
                signal.Pulse(0);
                while (true)
                    await connection.WaitAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException)
            {
                // Followers fall back to looking every second until this works again.
                await Task.Delay(TimeSpan.FromSeconds(1), time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}

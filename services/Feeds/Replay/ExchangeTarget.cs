using System.Globalization;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>A RabbitMQ exchange, at a chosen rate. A broker cannot say what it was given: the checkpoint is kept in a file here.</summary>
/// <param name="mark">The file; one for each exchange and choice of events.</param>
/// <param name="perSecond">Events a second; null = as fast as they are confirmed.</param>
internal sealed class ExchangeTarget(CloudEventChannel channel, string mark, int? perSecond, TimeProvider time) : IReplayTarget
{
    private const int Window = 500;
    private readonly long _started = time.GetTimestamp();
    private long _count;
    private long _position;

    public async Task<long?> ReachedAsync(CancellationToken ct) =>
        File.Exists(mark) && long.TryParse(await File.ReadAllTextAsync(mark, ct), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : null;

    public async ValueTask WriteAsync(RecordedEvent recorded, CancellationToken ct)
    {
        if (perSecond is { } rate && TimeSpan.FromSeconds((double)_count / rate) - time.GetElapsedTime(_started) is { TotalMilliseconds: > 1 } early)
            await Task.Delay(early, time, ct);
        channel.Publish(recorded, ct);
        (_count, _position) = (_count + 1, recorded.Position);
        if (channel.Unconfirmed >= Window)
            await SaveAsync(ct);
    }

    public async Task SaveAsync(CancellationToken ct)
    {
        await channel.ConfirmAsync();
        if (_position == 0)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(mark)!);
        // Written beside and renamed: a crash in between leaves the old checkpoint, and what is sent again has the same id.
        await File.WriteAllTextAsync($"{mark}.new", _position.ToString(CultureInfo.InvariantCulture), ct);
        File.Move($"{mark}.new", mark, overwrite: true);
    }

    public ValueTask DisposeAsync() => channel.DisposeAsync();
}

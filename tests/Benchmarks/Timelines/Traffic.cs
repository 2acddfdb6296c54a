using System.Diagnostics;
using System.Globalization;
using Omnichannel.Benchmarks.Log;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Benchmarks.Timelines;

/// <summary>
/// Citizens who write while something else goes on, and for each somebody who asks again and again for a timeline that has the last message
/// acknowledged: a read that fails or does not show it ends the run.
/// </summary>
internal sealed class Traffic(IEventStore store, TimelineReads reads)
{
    private const int Citizens = 4;

    /// <summary>Between one message of a citizen and the next: 400 a second, if nothing holds them up.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly List<long> _appends = [];
    private readonly List<long> _reads = [];
    private long _time;
    private int _opened;

    /// <summary>Every message that was acknowledged.</summary>
    public List<Guid> Messages { get; } = [];

    /// <summary>Events in the log because of it.</summary>
    public long Events => Messages.Count + _opened;

    public double EventsASecond => Events / Stopwatch.GetElapsedTime(0, _time).TotalSeconds;

    public Latencies Appends => new(_appends);

    /// <summary>From asking for a timeline that has a message to having it.</summary>
    public Latencies Reads => new(_reads);

    public int ReadCount => _reads.Count;

    /// <summary>Flows while the work is done.</summary>
    public async Task<T> WhileAsync<T>(Func<Task<T>> work)
    {
        using var stop = new CancellationTokenSource();
        var began = Stopwatch.GetTimestamp();
        var flowing = Enumerable.Range(0, Citizens).SelectMany(_ => Flow(stop.Token)).ToArray();
        try
        {
            return await work();
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(flowing);
            _time += Stopwatch.GetTimestamp() - began;
        }
    }

    private Task[] Flow(CancellationToken stop)
    {
        var (citizen, last) = (Guid.NewGuid(), (Message?)null);
        return
        [
            Task.Run(() => WriteAsync(citizen, message => Volatile.Write(ref last, message), stop), CancellationToken.None),
            Task.Run(() => ReadAsync(citizen, () => Volatile.Read(ref last), stop), CancellationToken.None),
        ];
    }

    private async Task WriteAsync(Guid citizen, Action<Message> acknowledged, CancellationToken stop)
    {
        var stream = new StreamName("conversation", Guid.NewGuid());
        await AppendAsync(stream, 0, new ConversationEvent.Opened(citizen, 1, "sms", Noon));
        Interlocked.Increment(ref _opened);
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        for (var version = 1; !stop.IsCancellationRequested; version++)
        {
            var id = Guid.NewGuid();
            var began = Stopwatch.GetTimestamp();
            var position = await AppendAsync(stream, version, new ConversationEvent.MessageReceived(
                id, Guid.NewGuid(), new ContactPoint("phone", "+447946000000"), "+15550100", "sms", "twilio", $"SM{id:N}",
                "Good morning, when does the office on Mill Lane open?", [], null, null, Noon));
            acknowledged(new Message(id, position));
            lock (Messages)
            {
                Messages.Add(id);
                _appends.Add(Stopwatch.GetTimestamp() - began);
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task ReadAsync(Guid citizen, Func<Message?> last, CancellationToken stop)
    {
        Message? seen = null;
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        for (; !stop.IsCancellationRequested; await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            if (last() is not { } message || message == seen)
                continue;
            var began = Stopwatch.GetTimestamp();
            var page = await reads.PageAsync(citizen, null, message.Position);
            lock (_reads)
                _reads.Add(Stopwatch.GetTimestamp() - began);
            // So many newer ones that it is on the next page, or there it is.
            Oracle.Must(
                long.Parse(page[^1].Position, CultureInfo.InvariantCulture) > message.Position || page.Any(entry => entry.Id == message.Id),
                "A timeline was read that is older than what it was said to have reached.");
            seen = message;
        }
    }

    private async Task<long> AppendAsync(StreamName stream, long version, ConversationEvent e)
    {
        var result = await store.AppendAsync(new AppendRequest(stream, version, [ConversationLog.Pack(e)]), CancellationToken.None);
        Oracle.Must(result.Outcome == AppendOutcome.Appended, "An append went astray.");
        return result.Position;
    }

    private sealed record Message(Guid Id, long Position);
}

using System.Diagnostics.Metrics;
using System.Threading.Channels;

namespace Omnichannel.EventSourcing;

/// <summary>
/// Turns many callers' appends into few transactions: while one batch is being written the next one gathers, so the price of a durable
/// commit is paid once per batch and nobody waits for a timer. Order of arrival is order of writing.
/// </summary>
internal sealed class CoalescingAppender : IAsyncDisposable
{
    /// <summary>Bounds one transaction; a larger one would make its first caller wait for its last. Not tuned by measurement.</summary>
    private const int MaxEvents = 500;

    private static readonly Meter Meter = new("Omnichannel.EventSourcing");
    private static readonly Histogram<int> Batch = Meter.CreateHistogram<int>("omnichannel.log.batch", "{event}", "Events gathered for one transaction");

    private readonly Func<IReadOnlyList<AppendRequest>, AppendResult[]>? _write;
    private readonly Func<IReadOnlyList<AppendRequest>, Task<AppendResult[]>>? _writeAsync;
    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly List<Pending> _batch = [];
    private readonly Task _loop;
    private Pending? _held;

    /// <param name="write">
    /// Writes a batch in one transaction, and keeps its thread until that is on the disk: so it has the appender's own. See
    /// <see cref="BatchRules"/> for what a batch holds.
    /// </param>
    public CoalescingAppender(Func<IReadOnlyList<AppendRequest>, AppendResult[]> write)
    {
        _write = write;
        _loop = Task.Factory.StartNew(RunHere, TaskCreationOptions.LongRunning);
    }

    /// <param name="writeAsync">Writes a batch in one transaction.</param>
    public CoalescingAppender(Func<IReadOnlyList<AppendRequest>, Task<AppendResult[]>> writeAsync)
    {
        _writeAsync = writeAsync;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>A request that was handed over is written even when its caller stops waiting.</summary>
    public async Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken ct)
    {
        if (request.Events.Count == 0)
            throw new ArgumentException("An append needs at least one event.", nameof(request));
        var pending = new Pending(request);
        await _queue.Writer.WriteAsync(pending, ct);
        return await pending.Done.Task.WaitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (_held is not null || await _queue.Reader.WaitToReadAsync())
            await WriteAsync(Gather());
    }

    /// <summary>The same without leaving the thread: nothing that it awaits is ever unfinished.</summary>
    private void RunHere()
    {
        while (_held is not null || _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            WriteAsync(Gather()).GetAwaiter().GetResult();
    }

    private List<Pending> Gather()
    {
        var rules = new BatchRules();
        _batch.Clear();
        var events = 0;
        while (events < MaxEvents && (_held is not null || _queue.Reader.TryRead(out _held)))
        {
            // Two requests for one stream, or with one event id, go into successive batches: each then sees what the other did.
            if (!rules.Admit(_held.Request))
                break;
            _batch.Add(_held);
            events += _held.Request.Events.Count;
            _held = null;
        }

        Batch.Record(events);
        return _batch;
    }

    private async Task WriteAsync(List<Pending> batch)
    {
        try
        {
            var requests = batch.ConvertAll(pending => pending.Request);
            var results = _write is not null ? _write(requests) : await _writeAsync!(requests);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Done.TrySetResult(results[i]);
        }
        catch (Exception) when (batch.Count > 1)
        {
            // One request that the database refuses must not cost its neighbours anything: each gets its own transaction.
            // Ids make it safe to write again what may have been committed before the answer was lost.
            foreach (var pending in batch)
                await WriteAsync([pending]);
        }
        catch (Exception exception)
        {
            batch[0].Done.TrySetException(exception);
        }
    }

    private sealed record Pending(AppendRequest Request)
    {
        public TaskCompletionSource<AppendResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Within a batch every stream and every event id stands once.</summary>
    private sealed class BatchRules
    {
        private readonly HashSet<StreamName> _streams = [];
        private readonly HashSet<Guid> _ids = [];

        public bool Admit(AppendRequest request)
        {
            if (_streams.Contains(request.Stream) || request.Events.Any(e => _ids.Contains(e.Id)))
                return false;
            _streams.Add(request.Stream);
            foreach (var e in request.Events)
                _ids.Add(e.Id);
            return true;
        }
    }
}

using Omnichannel.EventSourcing.EventStoreDb.Wire;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>The log in EventStoreDB, over its gRPC protocol (ADR 15). Positions are its commit positions: they rise, with gaps.</summary>
internal sealed class EsdbEventStore : IEventStore, ILogHead, IEventImport, IAsyncDisposable
{
    private const string Features = "/event_store.client.server_features.ServerFeatures/GetSupportedMethods";

    /// <summary>Appends in flight at once: the server writes them one after another anyway.</summary>
    private const int Window = 1_000;

    /// <summary>Beyond this it no longer matters how far somebody is behind.</summary>
    private const int MaxCounted = 10_000;

    private readonly EsdbSettings _settings;
    private readonly GrpcClient _grpc;
    private readonly EsdbNodes _nodes;
    private readonly EsdbReader _reader;
    private readonly EsdbCalls _calls;
    private readonly EsdbAppender _appender;
    private readonly EsdbHead _place;
    private readonly AppendSignal _signal;
    private readonly SemaphoreSlim _window = new(Window, Window);
    private EsdbListener? _listener;
    private int _disposed;

    private EsdbEventStore(EsdbSettings settings, TimeProvider time)
    {
        _settings = settings;
        _signal = new AppendSignal(time);
        _place = new EsdbHead(_signal);
        _grpc = new GrpcClient(settings, EsdbTransport.Make(settings));
        _nodes = new EsdbNodes(settings, _grpc, time);
        _reader = new EsdbReader(settings, _grpc, _nodes, time);
        _calls = new EsdbCalls(settings, _grpc, _nodes, time);
        _appender = new EsdbAppender(settings, _reader, _calls, _place, time);
    }

    public bool KnowsIdsAcrossStreams => false;

    /// <summary>What the server says of itself, such as <c>23.10.6</c>.</summary>
    public string ServerVersion { get; private set; } = "";

    /// <summary>
    /// Looks for the server, and how far its log reaches. One without BatchAppend (before 21.10), or a connection string that cannot be used:
    /// <see cref="InvalidOperationException"/>. One that is away: <see cref="EsdbException"/>.
    /// </summary>
    public static async Task<EsdbEventStore> OpenAsync(string connectionString, TimeProvider time, CancellationToken ct)
    {
        var store = new EsdbEventStore(EsdbConnectionString.Parse(connectionString), time);
        try
        {
            await store.GreetAsync(time, ct);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>An append that was handed over is seen to its end even when its caller stops waiting.</summary>
    public async Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken ct)
    {
        await _window.WaitAsync(ct);
        return await RunAsync().WaitAsync(ct);

        async Task<AppendResult> RunAsync()
        {
            try
            {
                return await _appender.AppendAsync(request);
            }
            finally
            {
                _window.Release();
            }
        }
    }

    public IAsyncEnumerable<RecordedEvent> ReadStreamAsync(StreamName stream, long afterVersion, CancellationToken ct) =>
        _appender.LearningAsync(stream.ToString(), _reader.ReadStreamAsync(stream.ToString(), afterVersion, ct));

    public IAsyncEnumerable<RecordedEvent> ReadAllAsync(long afterPosition, EventFilter filter, CancellationToken ct) =>
        _reader.ReadAllAsync(afterPosition, filter, ct);

    public async Task<ImportResult> ImportAsync(IReadOnlyList<ImportedEvent> events, CancellationToken ct)
    {
        var result = await new EsdbImport(_appender).ImportAsync(events, ct);
        return result.Position > 0 ? result : result with { Position = await HeadAsync(ct) };
    }

    public async Task<long> HeadAsync(CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(_settings.Deadline);
        try
        {
            return (await _reader.LastAsync(timeout.Token))?.Position ?? 0;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new EsdbException(GrpcCode.DeadlineExceeded, $"EventStoreDB at {_settings} did not say where its log ends.");
        }
    }

    /// <summary>Positions are no count: the events beyond one are read and counted.</summary>
    public async Task<long> CountBeyondAsync(long position, CancellationToken ct)
    {
        var count = 0L;
        if (position < _place.Highest || position < await HeadAsync(ct))
        {
            await foreach (var _ in _reader.ReadAllAsync(position, EventFilter.Next(MaxCounted), ct))
                count++;
        }

        return count;
    }

    public Task WaitBeyondAsync(long position, CancellationToken ct) => _signal.WaitBeyondAsync(position, ct);

    /// <summary>The container disposes it once for each interface it is known by.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        // Every append that was handed over has its outcome before the connection goes; each ends by its deadline.
        for (var i = 0; i < Window; i++)
            await _window.WaitAsync();
        if (_listener is not null)
            await _listener.DisposeAsync();
        await _calls.DisposeAsync();
        _appender.Dispose();
        _nodes.Dispose();
        _grpc.Dispose();
        _window.Dispose();
    }

    private async Task GreetAsync(TimeProvider time, CancellationToken ct)
    {
        var told = await ReadFeaturesAsync(new EsdbRetry(_settings, time), ct);
        ServerVersion = told.ServerVersion;
        if (!told.Methods.Any(method => method.Name.Equals("batchappend", StringComparison.OrdinalIgnoreCase)))
            throw new InvalidOperationException($"EventStoreDB {ServerVersion} has no BatchAppend; this program needs 21.10 or later.");
        _place.Reached(await HeadAsync(ct));
        _listener = new EsdbListener(_grpc, _nodes, _place, time);
    }

    private async Task<SupportedMethods> ReadFeaturesAsync(EsdbRetry retry, CancellationToken ct)
    {
        while (true)
        {
            var node = await _nodes.CurrentAsync(retry, ct);
            try
            {
                return await _grpc.CallAsync(node, Features, new Nothing(), SupportedMethods.Parser, _settings.Deadline, ct);
            }
            catch (EsdbException exception)
            {
                _nodes.Failed(node, exception);
                await retry.PauseAsync(exception, ct);
            }
        }
    }
}

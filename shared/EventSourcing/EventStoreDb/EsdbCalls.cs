using Omnichannel.EventSourcing.EventStoreDb.Wire;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>Keeps one call for appends open to the node that leads, and opens another when it has failed.</summary>
internal sealed class EsdbCalls(EsdbSettings settings, GrpcClient grpc, EsdbNodes nodes, TimeProvider time) : IAsyncDisposable
{
    /// <summary>
    /// Longer than a server takes to give up a write (2 s to prepare, 2 s to commit), so that its own answer comes first; shorter than the
    /// deadline, so that there is time to repeat.
    /// </summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private EsdbBatchCall? _call;

    /// <exception cref="EsdbException">No answer: the append may have been written.</exception>
    public async Task<BatchAppendResponse> CallAsync(BatchAppendRequest request, EsdbRetry retry)
    {
        var call = await OpenAsync();
        var wait = retry.Left < AnswerWithin ? retry.Left : AnswerWithin;
        // With a short deadline half of it is for asking again.
        wait = settings.Deadline / 2 < wait ? settings.Deadline / 2 : wait;
        try
        {
            return await call.CallAsync(request, wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), time);
        }
        catch (EsdbException exception)
        {
            // Also when it only kept us waiting: a call that does not answer one may not answer the next, and those who wait try again.
            await GiveUpAsync(call, exception);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_call is { } call)
            await call.DisposeAsync();
        _turn.Dispose();
    }

    private async Task<EsdbBatchCall> OpenAsync()
    {
        if (Volatile.Read(ref _call) is { HasFailed: false } open)
            return open;
        await _turn.WaitAsync();
        try
        {
            if (_call is { HasFailed: false } other)
                return other;
            if (_call is { } failed)
                await failed.DisposeAsync();
            _call = null;
            return _call = new EsdbBatchCall(grpc, await nodes.CurrentAsync(CancellationToken.None));
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task GiveUpAsync(EsdbBatchCall call, EsdbException failure)
    {
        await _turn.WaitAsync();
        try
        {
            if (_call != call)
                return;
            _call = null;
            nodes.Failed(call.Node, failure);
            await call.DisposeAsync();
        }
        finally
        {
            _turn.Release();
        }
    }
}

using Omnichannel.EventSourcing.EventStoreDb.Wire;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>
/// Appends with what they expect, never "any version": only then may an append whose outcome is in doubt be repeated, with the same ids, on
/// whatever node leads by then. Appends to different streams do not wait for each other; those to one stream do.
/// </summary>
internal sealed class EsdbAppender(EsdbSettings settings, EsdbReader reader, EsdbCalls calls, EsdbHead place, TimeProvider time) : IDisposable
{
    private readonly KnownIds _known = new();

    // Enough that two busy streams seldom meet.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 4_096).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<AppendResult> AppendAsync(AppendRequest request)
    {
        var stream = request.Stream.ToString();
        var wire = Propose(request, stream);
        var turn = _turns[(uint)stream.GetHashCode(StringComparison.Ordinal) % _turns.Length];
        await turn.WaitAsync();
        try
        {
            var ids = _known.Of(stream);
            if (ids.Version < request.ExpectedVersion)
                await CatchUpAsync(stream, ids);
            return ids.Find(request.Events) is { } known
                ? await RepeatedAsync(stream, known)
                : await WriteAsync(request, wire, stream, ids);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What a reader saw of a stream need not be read again before an append to it.</summary>
    public async IAsyncEnumerable<RecordedEvent> LearningAsync(string stream, IAsyncEnumerable<RecordedEvent> events)
    {
        var ids = _known.Of(stream);
        var before = ids.Version;
        await foreach (var e in events)
        {
            ids.Learn(e.Version, e.Id, e.Position);
            yield return e;
        }

        if (ids.Version > before)
            _known.Keep(stream, ids);
    }

    /// <summary>All that stands in a stream by now.</summary>
    public async Task<StreamIds> KnowAsync(string stream)
    {
        var ids = _known.Of(stream);
        await CatchUpAsync(stream, ids);
        return ids;
    }

    public void Dispose()
    {
        _known.Dispose();
        foreach (var turn in _turns)
            turn.Dispose();
    }

    private async Task<AppendResult> WriteAsync(AppendRequest request, BatchAppendRequest wire, string stream, StreamIds ids)
    {
        // What is at or before this position was there before our request: a success that names it has written nothing.
        var before = place.Highest;
        var (answer, isSure) = await SettleAsync(wire);
        if (answer is null)
        {
            await CatchUpAsync(stream, ids);
            if (ids.Find(request.Events) is not { } found)
                return new AppendResult(AppendOutcome.Conflict, ids.Version, 0);
            // Sent twice, and at another position by now: the first time it was written after all.
            var repeated = await RepeatedAsync(stream, found);
            return !isSure && repeated.Position > before ? repeated with { Outcome = AppendOutcome.Appended } : repeated;
        }

        var (version, position) = (checked((long)answer.Revision + 1), checked((long)(answer.Position?.Commit ?? 0)));
        var first = version - request.Events.Count + 1;
        if (ids.Version >= first - 1)
        {
            for (var i = 0; i < request.Events.Count; i++)
                ids.Learn(first + i, request.Events[i].Id, first + i == version ? position : 0);
            _known.Keep(stream, ids);
        }
        else
        {
            // Somebody deleted the stream softly: it goes on with its old numbers.
            _known.Forget(stream);
        }

        if (position <= before)
            return new AppendResult(AppendOutcome.Repeated, version, position);
        place.Reached(position);
        return new AppendResult(AppendOutcome.Appended, version, position);
    }

    /// <summary>Sends until the outcome is known. Null = the stream is at another version. Not sure = it was sent more than once.</summary>
    private async Task<(BatchAppendResponse.Types.Success? Written, bool IsSure)> SettleAsync(BatchAppendRequest wire)
    {
        var retry = new EsdbRetry(settings, time);
        for (var isSure = true; ; isSure = false)
        {
            EsdbException failure;
            try
            {
                var answer = await calls.CallAsync(isSure ? wire : wire.Clone(), retry);
                if (answer.ResultCase == BatchAppendResponse.ResultOneofCase.Success)
                    return (answer.Success, isSure);
                if (EsdbRefusal.IsWrongVersion(answer.Error))
                    return (null, isSure);
                failure = EsdbRefusal.Of(answer.Error);
            }
            catch (EsdbException exception)
            {
                failure = exception;
            }

            await retry.PauseAsync(failure, CancellationToken.None);
        }
    }

    private async Task CatchUpAsync(string stream, StreamIds ids)
    {
        await foreach (var e in reader.ReadStreamAsync(stream, ids.Version, CancellationToken.None))
            ids.Learn(e.Version, e.Id, e.Position);
        _known.Keep(stream, ids);
    }

    private async Task<AppendResult> RepeatedAsync(string stream, EventPosition known)
    {
        if (known.Position == 0)
        {
            await foreach (var e in reader.ReadStreamAsync(stream, known.Version - 1, CancellationToken.None))
            {
                known = new EventPosition(e.Version, e.Position);
                break;
            }
        }

        return new AppendResult(AppendOutcome.Repeated, known.Version, known.Position);
    }

    private static BatchAppendRequest Propose(AppendRequest request, string stream)
    {
        if (request.Events.Select(e => e.Id).Distinct().Count() is var count && (count == 0 || count < request.Events.Count))
            throw new ArgumentException("An append needs at least one event, and every event an id of its own.", nameof(request));
        var options = new BatchAppendRequest.Types.Options { Stream = EsdbEvents.Identifier(stream) };
        if (request.ExpectedVersion == 0)
            options.NoStream = new Nothing();
        else
            options.Revision = checked((ulong)(request.ExpectedVersion - 1));
        return new BatchAppendRequest { Options = options, Events = { request.Events.Select(EsdbEvents.Propose) }, IsFinal = true };
    }
}

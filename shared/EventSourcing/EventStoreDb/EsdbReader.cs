using System.Runtime.CompilerServices;
using Omnichannel.EventSourcing.EventStoreDb.Wire;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>Reads streams and the log; goes on where it was when a node fails, for as long as the deadline says.</summary>
internal sealed class EsdbReader(EsdbSettings settings, GrpcClient grpc, EsdbNodes nodes, TimeProvider time)
{
    public const string Method = "/event_store.client.streams.Streams/Read";
    private const ulong ToTheEnd = long.MaxValue;

    /// <summary>The stream's events above a version, oldest first. Versions have no gaps, whatever program wrote them.</summary>
    public async IAsyncEnumerable<RecordedEvent> ReadStreamAsync(string stream, long afterVersion, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var stored in ReadOnAsync(Next, ct))
        {
            var e = EsdbEvents.Read(stored);
            if (e.Version <= afterVersion)
                continue;
            afterVersion = e.Version;
            yield return e;
        }

        ReadRequest Next() => Request(new ReadRequest.Types.Options
        {
            Stream = new ReadRequest.Types.StreamSource { Stream = EsdbEvents.Identifier(stream), Revision = (ulong)afterVersion },
            NoFilter = new Nothing(),
        });
    }

    /// <summary>The log's events above a position that pass, oldest first, without those of the server itself.</summary>
    public async IAsyncEnumerable<RecordedEvent> ReadAllAsync(long afterPosition, EventFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var left = filter.Limit ?? int.MaxValue;
        var whole = new EsdbFilter(filter);
        var onServer = whole.OnServer();
        var start = afterPosition;
        // With a limit the request is for so many and the one to begin after, and is repeated when some of them were not wanted.
        var count = filter.Limit is { } limit && whole.IsOnServer ? (ulong)limit + 1 : ToTheEnd;
        for (var isMore = left > 0; isMore;)
        {
            var came = 0UL;
            await foreach (var stored in ReadOnAsync(Next, ct))
            {
                came++;
                var position = checked((long)stored.CommitPosition);
                // A read from a position begins with the event there, or with the next one when that was scavenged.
                if (position <= afterPosition)
                    continue;
                if (position > filter.Until)
                    yield break;
                start = afterPosition = position;
                if (!EsdbEvents.IsOurs(stored) || EsdbEvents.Read(stored) is var e && !whole.Passes(e))
                    continue;
                yield return e;
                if (--left == 0)
                    yield break;
            }

            isMore = came >= count;
        }

        ReadRequest Next(int refusals)
        {
            // A position that is no event's own is refused. The next one is, when somebody wants to begin with it; else the whole log is
            // looked through for those above.
            var begin = refusals switch { 0 => start, 1 => afterPosition + 1, _ => 0 };
            return Request(new ReadRequest.Types.Options { All = From(begin), Filter = onServer }, refusals > 1 ? ToTheEnd : count);
        }
    }

    /// <summary>The last event that <see cref="ReadAllAsync"/> would yield; null when there is none.</summary>
    public async Task<RecordedEvent?> LastAsync(CancellationToken ct)
    {
        // One is enough unless others keep something else than JSON in the same database.
        for (var count = 1UL; ; count = ToTheEnd)
        {
            var came = 0UL;
            await foreach (var stored in ReadOnAsync(_ => Request(Backwards(), count), ct))
            {
                came++;
                if (EsdbEvents.IsOurs(stored))
                    return EsdbEvents.Read(stored);
            }

            if (came < count)
                return null;
        }

        static ReadRequest.Types.Options Backwards() => new()
        {
            All = new ReadRequest.Types.AllSource { FromEnd = new Nothing() },
            Direction = ReadRequest.Types.Direction.Backwards,
            Filter = EsdbFilter.Everything,
        };
    }

    private static ReadRequest Request(ReadRequest.Types.Options options, ulong count = ToTheEnd)
    {
        options.Count = count;
        options.UuidOption = new ReadRequest.Types.UuidOption { Structured = new Nothing() };
        return new ReadRequest { Options = options };
    }

    private static ReadRequest.Types.AllSource From(long position) => position == 0
        ? new ReadRequest.Types.AllSource { FromStart = new Nothing() }
        : new ReadRequest.Types.AllSource { Position = new Position { Commit = (ulong)position, Prepare = (ulong)position } };

    private IAsyncEnumerable<StoredEvent> ReadOnAsync(Func<ReadRequest> next, CancellationToken ct) => ReadOnAsync(_ => next(), ct);

    /// <param name="next">The request for what is still wanted; gets the number of times that the position it named was refused.</param>
    private async IAsyncEnumerable<StoredEvent> ReadOnAsync(Func<int, ReadRequest> next, [EnumeratorCancellation] CancellationToken ct)
    {
        var retry = new EsdbRetry(settings, time);
        var refusals = 0;
        while (true)
        {
            var node = await nodes.CurrentAsync(retry, ct);
            var isProgress = false;
            await using var answers = grpc.StreamAsync(node, Method, next(refusals), ReadResponse.Parser, ct).GetAsyncEnumerator(ct);
            EsdbException? failure = null;
            while (failure is null)
            {
                ReadResponse? answer = null;
                try
                {
                    if (await answers.MoveNextAsync())
                        answer = answers.Current;
                }
                catch (EsdbException exception)
                {
                    failure = exception;
                }

                if (answer is null && failure is null)
                    yield break;
                if (answer?.ContentCase != ReadResponse.ContentOneofCase.Event || answer.Event.Event is not { } stored)
                    continue;
                isProgress = true;
                yield return stored;
            }

            nodes.Failed(node, failure);
            if (isProgress)
                (retry, refusals) = (new EsdbRetry(settings, time), 0);
            else if (refusals < 2 && failure is { Code: GrpcCode.Unknown or GrpcCode.InvalidArgument, Leader: null })
            {
                refusals++;
                continue;
            }

            await retry.PauseAsync(failure, ct);
        }
    }
}

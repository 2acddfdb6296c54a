using Omnichannel.EventSourcing.EventStoreDb.Wire;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>
/// A live subscription to the log that wakes everybody who waits for it to grow. It begins at the end each time, for it carries no event to
/// anybody: those are read from where each reader stands, and so a dropped subscription can lose none.
/// </summary>
internal sealed class EsdbListener : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public EsdbListener(GrpcClient grpc, EsdbNodes nodes, EsdbHead place, TimeProvider time) =>
        _loop = Task.Run(() => RunAsync(grpc, nodes, place, time, _stop.Token));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static async Task RunAsync(GrpcClient grpc, EsdbNodes nodes, EsdbHead place, TimeProvider time, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            Uri? node = null;
            var heard = false;
            try
            {
                node = await nodes.CurrentAsync(ct);
                await foreach (var answer in grpc.StreamAsync(node, EsdbReader.Method, Request(), ReadResponse.Parser, ct))
                {
                    if (answer.ContentCase == ReadResponse.ContentOneofCase.Confirmation)
                        place.MayHaveMoved();
                    if (answer.Event?.Event is not { } stored)
                        continue;
                    heard = true;
                    if (EsdbEvents.IsOurs(stored))
                        place.Reached(checked((long)stored.CommitPosition));
                }
            }
            catch (EsdbException exception)
            {
                if (node is not null)
                    nodes.Failed(node, exception.Code == GrpcCode.Aborted ? Slow(exception) : exception);
            }

            // A server drops readers that fall behind a busy log ("consumer too slow"), fast ones too: then at once again. Without progress
            // not so eagerly; meanwhile everybody looks once a second.
            if (!heard)
                await Task.Delay(Pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>No reason to look for another node.</summary>
    private static EsdbException Slow(EsdbException exception) => new(GrpcCode.ResourceExhausted, exception.Message, exception);

    private static ReadRequest Request() => new()
    {
        Options = new ReadRequest.Types.Options
        {
            All = new ReadRequest.Types.AllSource { FromEnd = new Nothing() },
            Subscription = new Nothing(),
            Filter = EsdbFilter.Everything,
            UuidOption = new ReadRequest.Types.UuidOption { Structured = new Nothing() },
        },
    };
}

using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Omnichannel.EventSourcing.EventStoreDb.Wire;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>
/// One open BatchAppend call: many callers' appends go out without waiting for each other, answers come back by correlation id. Once it has
/// failed it stays so, and callers that still waited do not know what became of their append.
/// </summary>
internal sealed class EsdbBatchCall : IAsyncDisposable
{
    private const string Method = "/event_store.client.streams.Streams/BatchAppend";
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<BatchAppendResponse>> _asked = new();
    private readonly Channel<BatchAppendRequest> _outgoing = Channel.CreateUnbounded<BatchAppendRequest>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _answers;
    private volatile EsdbException? _failure;

    public EsdbBatchCall(GrpcClient grpc, Uri node)
    {
        Node = node;
        _answers = Task.Run(() => ListenAsync(grpc));
    }

    public Uri Node { get; }

    public bool HasFailed => _failure is not null;

    /// <summary>Sends an append and returns what the server says to it.</summary>
    /// <exception cref="EsdbException">The call broke, or no answer came in time: the append may have been written.</exception>
    public async Task<BatchAppendResponse> CallAsync(BatchAppendRequest request, TimeSpan timeout, TimeProvider time)
    {
        var id = Guid.NewGuid();
        request.CorrelationId = EsdbEvents.Uuid(id);
        var answer = new TaskCompletionSource<BatchAppendResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = answer;
        // Checked after the entry was made: what ends the call goes through the entries after it has set the failure.
        if (_failure is { } failed)
            answer.TrySetException(failed);
        else
            _outgoing.Writer.TryWrite(request);
        try
        {
            return await answer.Task.WaitAsync(timeout, time);
        }
        catch (TimeoutException exception)
        {
            throw new EsdbException(GrpcCode.DeadlineExceeded, $"{Node.Authority} did not say within {timeout.TotalSeconds:0.#} s whether it wrote.", exception);
        }
        finally
        {
            _asked.TryRemove(id, out _);
        }
    }

    /// <summary>Not half-closed: a server that sees the end of requests leaves most answers out. Those who wait have been waited for before.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _answers;
        _stop.Dispose();
    }

    private async Task ListenAsync(GrpcClient grpc)
    {
        EsdbException failure;
        try
        {
            using var response = await grpc.SendAsync(Node, Method, new Requests(_outgoing.Reader, _stop.Token), _stop.Token);
            await foreach (var answer in GrpcClient.ReadAsync(Node, response, BatchAppendResponse.Parser, _stop.Token))
            {
                if (_asked.TryGetValue(EsdbEvents.GuidOf(answer.CorrelationId), out var asked))
                    asked.TrySetResult(answer);
            }

            failure = new EsdbException(GrpcCode.Unavailable, $"{Node.Authority} ended the call for appends.");
        }
        catch (EsdbException exception)
        {
            failure = exception;
        }
        catch (OperationCanceledException exception)
        {
            failure = new EsdbException(GrpcCode.Cancelled, "The call for appends was closed.", exception);
        }

        _failure = failure;
        _outgoing.Writer.TryComplete();
        foreach (var asked in _asked.Values)
            asked.TrySetException(failure);
    }

    /// <summary>The request's body: it is written as appends come, and never ends by itself. What waits goes out together.</summary>
    private sealed class Requests(ChannelReader<BatchAppendRequest> outgoing, CancellationToken stop) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var frames = new ArrayBufferWriter<byte>(64 * 1024);
            // The head of the request goes out with the first flush.
            await stream.FlushAsync(stop);
            while (await outgoing.WaitToReadAsync(stop))
            {
                while (frames.WrittenCount < 256 * 1024 && outgoing.TryRead(out var request))
                    GrpcFrames.Write(frames, request);
                await stream.WriteAsync(frames.WrittenMemory, stop);
                await stream.FlushAsync(stop);
                frames.ResetWrittenCount();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

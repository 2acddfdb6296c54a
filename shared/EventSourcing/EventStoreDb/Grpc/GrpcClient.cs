using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using Google.Protobuf;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>Calls over HTTP/2: the part of gRPC that EventStoreDB needs. Whatever goes wrong is an <see cref="EsdbException"/>.</summary>
internal sealed class GrpcClient(EsdbSettings settings, HttpMessageHandler handler) : IDisposable
{
    private static readonly StreamPipeReaderOptions Buffers = new(bufferSize: 64 * 1024, minimumReadSize: 4 * 1024);
    private readonly HttpMessageInvoker _http = new(handler);

    // The scheme's capital letter counts: a server takes "basic" for no login at all.
    private readonly AuthenticationHeaderValue? _login = settings.User is null
        ? null
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.User}:{settings.Password}")));

    /// <summary>One question, one answer.</summary>
    public async Task<T> CallAsync<T>(Uri node, string method, IMessage question, MessageParser<T> parser, TimeSpan deadline, CancellationToken ct)
        where T : class, IMessage<T>
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(deadline);
        try
        {
            T? answer = null;
            await foreach (var message in StreamAsync(node, method, question, parser, timeout.Token))
                answer ??= message;
            return answer ?? throw new EsdbException(GrpcCode.Internal, $"{node.Authority} answered {method} with nothing.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new EsdbException(GrpcCode.DeadlineExceeded, $"{node.Authority} did not answer within {deadline.TotalSeconds:0.#} s.");
        }
    }

    /// <summary>One request, any number of responses. A caller that stops reading ends the call.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        Uri node, string method, IMessage question, MessageParser<T> parser, [EnumeratorCancellation] CancellationToken ct)
        where T : class, IMessage<T>
    {
        var frame = new ArrayBufferWriter<byte>();
        GrpcFrames.Write(frame, question);
        using var response = await SendAsync(node, method, new ReadOnlyMemoryContent(frame.WrittenMemory), ct);
        await foreach (var message in ReadAsync(node, response, parser, ct))
            yield return message;
    }

    /// <summary>Begins a call; the content may go on to be written while the answer is read.</summary>
    public async Task<HttpResponseMessage> SendAsync(Uri node, string method, HttpContent content, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node, method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        request.Headers.Add("requires-leader", "true");
        request.Headers.Authorization = _login;
        if (settings.ConnectionName is not null)
            request.Headers.TryAddWithoutValidation("connection-name", settings.ConnectionName);
        try
        {
            return await _http.SendAsync(request, ct);
        }
        catch (Exception exception) when (IsLoss(exception, ct))
        {
            throw Lost(node, exception);
        }
    }

    /// <summary>The messages of an answer; its status is judged when it has been read to its end.</summary>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Uri node, HttpResponseMessage response, MessageParser<T> parser, [EnumeratorCancellation] CancellationToken ct)
        where T : class, IMessage<T>
    {
        var reader = PipeReader.Create(await response.Content.ReadAsStreamAsync(ct), Buffers);
        try
        {
            while (true)
            {
                var read = await NextAsync(node, reader, ct);
                var buffer = read.Buffer;
                while (response.StatusCode == HttpStatusCode.OK && GrpcFrames.TryTake(ref buffer, out var message))
                    yield return Parse(parser, message);
                reader.AdvanceTo(response.StatusCode == HttpStatusCode.OK ? buffer.Start : buffer.End, buffer.End);
                if (!read.IsCompleted)
                    continue;
                if (GrpcOutcome.FailureOf(response) is { } failure)
                    throw failure;
                if (!buffer.IsEmpty)
                    throw new EsdbException(GrpcCode.Unavailable, $"{node.Authority} ended a call in the middle of a message.");
                yield break;
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    public void Dispose() => _http.Dispose();

    private static T Parse<T>(MessageParser<T> parser, ReadOnlySequence<byte> message)
        where T : class, IMessage<T>
    {
        try
        {
            return parser.ParseFrom(message);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new EsdbException(GrpcCode.Internal, "A message of the server cannot be read.", exception);
        }
    }

    private static async ValueTask<ReadResult> NextAsync(Uri node, PipeReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadAsync(ct);
        }
        catch (Exception exception) when (IsLoss(exception, ct))
        {
            throw Lost(node, exception);
        }
    }

    private static bool IsLoss(Exception exception, CancellationToken ct) =>
        exception is HttpRequestException or IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested);

    private static EsdbException Lost(Uri node, Exception exception) =>
        new(GrpcCode.Unavailable, $"The connection to EventStoreDB at {node.Authority} failed: {exception.GetBaseException().Message}", exception);
}

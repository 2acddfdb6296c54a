using System.Buffers;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.EventSourcing.EventStoreDb.Wire;
using Omnichannel.Testing;

namespace Omnichannel.Integration.Stores.EventStoreDb;

/// <summary>
/// Speaks EventStoreDB's protocol over HTTP/2 and answers as a 23.10 was seen to, from a <see cref="ScriptedLog"/>. A test may put a script of
/// its own before any call.
/// </summary>
internal sealed class ScriptedEsdb : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private WebApplication? _app;

    public ScriptedEsdb(ScriptedLog? log = null) => Log = log ?? new ScriptedLog();

    public ScriptedLog Log { get; }

    public int Port { get; } = OmnichannelProcess.FreePort();

    public string Host => $"127.0.0.1:{Port}";

    /// <summary>Names of the calls, and the headers of the last one.</summary>
    public List<string> Calls { get; } = [];

    public IHeaderDictionary LastHeaders { get; private set; } = new HeaderDictionary();

    /// <summary>Called before the usual answer, with the number of the call of this name, from 1; true = answered.</summary>
    public Func<EsdbCall, Task<bool>> Script { get; set; } = _ => Task.FromResult(false);

    /// <summary>Called when an append was written and before it is answered; true = it never will be.</summary>
    public Func<EsdbCall, bool> AfterAppend { get; set; } = _ => false;

    public ClusterMembers Members { get; set; } = new();

    public async Task<ScriptedEsdb> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Port, listen => listen.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        return this;
    }

    /// <summary>An orderly stop: no new calls, a word to the client (GOAWAY), and then the end of those that are open.</summary>
    public async Task StopAsync()
    {
        await _app!.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_app is not null)
            await StopAsync();
        _stop.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var name = http.Request.Path.Value!.Split('/')[^1];
        int number;
        lock (Calls)
        {
            Calls.Add(name);
            number = Calls.Count(call => call == name);
            LastHeaders = new HeaderDictionary(http.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value));
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stop.Token);
        var call = new EsdbCall(http, name, number, Log, end.Token);
        try
        {
            if (await Script(call))
                return;
            switch (name)
            {
                case "Read" when http.Request.Path.Value.Contains("gossip", StringComparison.Ordinal):
                    await call.WriteAsync(Members);
                    break;
                case "Read":
                    await call.ReadLogAsync();
                    break;
                case "BatchAppend":
                    while (await call.NextAsync(BatchAppendRequest.Parser) is { } request)
                    {
                        var answer = Log.Append(request);
                        if (AfterAppend(call))
                            return;
                        await call.WriteAsync(answer);
                    }

                    break;
                case "GetSupportedMethods":
                    await call.WriteAsync(new SupportedMethods { ServerVersion = "23.10.6", Methods = { new SupportedMethods.Types.Method { Name = "batchappend" } } });
                    break;
            }

            call.End(GrpcCode.Ok, "");
        }
        catch (OperationCanceledException)
        {
            // The client left, or the test did.
        }
        catch (IOException)
        {
        }
    }
}

/// <summary>One call, with verbs for what a server may do with it.</summary>
internal sealed class EsdbCall(HttpContext http, string name, int number, ScriptedLog log, CancellationToken ct)
{
    private ReadRequest? _read;

    /// <summary>The method: <c>BatchAppend</c>, <c>Read</c>, <c>GetSupportedMethods</c>.</summary>
    public string Name => name;

    public int Number => number;

    public bool IsGossip => http.Request.Path.Value!.Contains("gossip", StringComparison.Ordinal);

    public ScriptedLog Log => log;

    public async Task<ReadRequest.Types.Options> ReadOptionsAsync() => (_read ??= await NextAsync(ReadRequest.Parser))!.Options;

    public async Task<T?> NextAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        while (true)
        {
            var read = await http.Request.BodyReader.ReadAsync(ct);
            var buffer = read.Buffer;
            if (GrpcFrames.TryTake(ref buffer, out var message))
            {
                var parsed = parser.ParseFrom(message);
                http.Request.BodyReader.AdvanceTo(buffer.Start);
                return parsed;
            }

            http.Request.BodyReader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }

    public async Task WriteAsync(IMessage message)
    {
        var frame = new ArrayBufferWriter<byte>();
        GrpcFrames.Write(frame, message);
        await WriteAsync(frame.WrittenMemory);
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        Begin();
        await http.Response.BodyWriter.WriteAsync(bytes, ct);
    }

    /// <summary>Events of the log as asked for; a subscription is confirmed and stays open.</summary>
    public async Task ReadLogAsync()
    {
        var options = await ReadOptionsAsync();
        if (options.ExtentCase == ReadRequest.Types.Options.ExtentOneofCase.Subscription)
        {
            await WriteAsync(new ReadResponse { Confirmation = new ReadResponse.Types.Confirmation { SubscriptionId = "1" } });
            await ForeverAsync();
        }

        foreach (var answer in log.Read(options))
            await WriteAsync(answer);
    }

    public Task ForeverAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);

    /// <summary>After messages the status goes into the trailers; before any, among the headers and nothing follows.</summary>
    public void End(GrpcCode code, string message, params (string Name, string Value)[] more)
    {
        Begin();
        foreach (var (key, value) in more.Prepend(("grpc-message", Uri.EscapeDataString(message))).Prepend(("grpc-status", $"{(int)code}")))
        {
            if (http.Response.HasStarted)
                http.Response.AppendTrailer(key, value);
            else
                http.Response.Headers[key] = value;
        }
    }

    private void Begin()
    {
        if (!http.Response.HasStarted)
            http.Response.ContentType = "application/grpc";
    }

    public void EndWithHttp(int status) => http.Response.StatusCode = status;

    /// <summary>The connection is gone without a word.</summary>
    public void Cut() => http.Features.Get<IConnectionLifetimeFeature>()!.Abort();

    /// <summary>GOAWAY: open calls may end, new ones go elsewhere.</summary>
    public void GoAway() => http.Features.Get<IConnectionLifetimeNotificationFeature>()!.RequestClose();
}

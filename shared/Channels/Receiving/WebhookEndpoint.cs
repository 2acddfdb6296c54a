using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>
/// The way of every webhook: bound the body, check the signature on its raw bytes, read it, make it durable, answer. What is authentic but
/// unreadable is accepted too, as an input of its own, for an error would only make the provider send it again for days.
/// </summary>
public static partial class WebhookEndpoint
{
    private static readonly Meter Meter = new("Omnichannel.Channels");
    private static readonly Counter<long> Received = Meter.CreateCounter<long>("omnichannel.webhook.requests", "{request}", "Webhook requests by outcome");

    /// <summary>Maps a provider's POST endpoint.</summary>
    /// <param name="maxBody">Bytes; more is cut off while it streams in and answered with 413.</param>
    /// <param name="answer">What the provider wants to hear on success.</param>
    public static IEndpointConventionBuilder MapWebhook(
        this IEndpointRouteBuilder routes, string pattern, IWebhookReader reader, long maxBody, Func<IResult> answer) =>
        routes.MapPost(pattern, context => HandleAsync(context, reader, maxBody, answer)).AllowAnonymous().WithTags("webhooks")
            .WithSummary($"{reader.Provider} posts its {reader.Endpoint} requests here");

    private static async Task HandleAsync(HttpContext context, IWebhookReader reader, long maxBody, Func<IResult> answer)
    {
        var request = await ReadAsync(context, maxBody);
        var authenticity = reader.Check(request);
        if (authenticity != Authenticity.Authentic)
        {
            await Refuse(reader, authenticity).ExecuteAsync(context);
            return;
        }

        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var reading = reader.Read(request, now);
        var heard = reading.Unreadable is null ? reading.Heard : [Park(context, reader, request, reading.Unreadable, now)];
        if (heard.Count > 0)
            await context.RequestServices.GetRequiredService<IAcceptance>().AcceptAsync(heard, context.RequestAborted);
        Count(reader, reading.Unreadable is null ? "accepted" : "parked");
        await answer().ExecuteAsync(context);
    }

    /// <summary>The request as it came, its body bounded.</summary>
    public static async Task<WebhookRequest> ReadAsync(HttpContext context, long maxBody)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = maxBody;
        var body = await ReadBodyAsync(context);
        return new WebhookRequest(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.ContentType,
            name => context.Request.Headers[name].ToString(),
            body);
    }

    private static async Task<byte[]> ReadBodyAsync(HttpContext context)
    {
        using var buffer = new MemoryStream(Math.Clamp((int)(context.Request.ContentLength ?? 1024), 0, 64 * 1024));
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.ToArray();
    }

    /// <summary>The answer to what is not authentic.</summary>
    public static IResult Refuse(IWebhookReader reader, Authenticity authenticity)
    {
        Count(reader, "refused");
        return authenticity == Authenticity.Missing
            ? Problems.Of(401, "signature.missing", "This route takes requests signed by the provider only.")
            : Problems.Of(403, "signature.wrong", "The signature does not fit this body, this address or this account.");
    }

    /// <summary>What cannot be read, as an input of its own.</summary>
    public static InputHeard Park(HttpContext context, IWebhookReader reader, WebhookRequest request, string reason, DateTimeOffset now)
    {
        var id = InputHeard.IdOf(reader.Provider, reader.Endpoint, request.Body);
        Log.Parked(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Omnichannel.Channels"), id, reader.Provider, reason);
        return new InputHeard(id, reader.Channel, reader.Provider, reader.Endpoint, request.ContentType, request.Body, reason, now);
    }

    /// <param name="outcome"><c>accepted</c>, <c>parked</c> or <c>refused</c>.</param>
    public static void Count(IWebhookReader reader, string outcome) => Received.Add(
        1, new KeyValuePair<string, object?>("provider", reader.Provider), new KeyValuePair<string, object?>("outcome", outcome));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Input {InputId} of {Provider} cannot be read: {Reason}. It is kept")]
        public static partial void Parked(ILogger log, Guid inputId, string provider, string reason);
    }
}

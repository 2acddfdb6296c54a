using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>
/// What every webhook goes through: bound the body, check the signature on its raw bytes, read it, make it durable, answer. What is authentic but
/// unreadable is accepted too, as an input of its own, for an error would only make the provider send it again for days.
/// </summary>
public static class WebhookEndpoint
{
    private static readonly Meter Meter = new("Omnichannel.Channels");
    private static readonly Counter<long> Received = Meter.CreateCounter<long>("omnichannel.webhook.requests", "{request}", "Webhook requests by outcome");

    /// <summary>Maps a provider's endpoint.</summary>
    /// <param name="maxBody">Bytes; more is cut off while it streams in and answered with 413.</param>
    /// <param name="answer">The response that the provider expects on success.</param>
    /// <param name="answerType">The type of that; null = it has no body.</param>
    /// <param name="methods">POST by default: some providers call with GET, with everything in the query.</param>
    public static IEndpointConventionBuilder MapWebhook(
        this IEndpointRouteBuilder routes, string pattern, IWebhookReader reader, long maxBody, Func<IResult> answer, string? answerType = null,
        params IReadOnlyList<string> methods) =>
        // A delegate with a result is an API to the framework, one without is described nowhere.
        routes.MapMethods(
                pattern, methods.Count > 0 ? methods : [HttpMethods.Post],
                Task<IResult> (HttpContext context) => HandleAsync(context, reader, maxBody, answer))
            .Described(pattern, reader, answerType);

    /// <summary>What all webhooks have in common in the OpenAPI document: open to anybody who can show to be the provider.</summary>
    public static RouteHandlerBuilder Described(this RouteHandlerBuilder route, string pattern, IWebhookReader reader, string? answerType)
    {
        route.AllowAnonymous().WithTags("webhooks").TakesBody([.. reader.BodyTypes]).Refuses(401, 403, 503)
            .WithName(NameOf(reader.Channel + pattern))
            .WithSummary($"{reader.Provider} brings its {reader.Endpoint} requests here");
        return answerType is null ? route.Produces(StatusCodes.Status200OK) : route.Produces<string>(StatusCodes.Status200OK, answerType);
    }

    /// <summary>Such as <c>SmsWebhooksTwilioStatus</c>.</summary>
    internal static string NameOf(string path) =>
        string.Concat(path.Split('/', '-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static async Task<IResult> HandleAsync(HttpContext context, IWebhookReader reader, long maxBody, Func<IResult> answer)
    {
        var request = await ReadAsync(context, maxBody);
        var errands = reader as IWebhookHooks;
        if (errands is not null)
            await errands.BeforeCheckAsync(request, context.RequestAborted);
        var authenticity = reader.Check(request);
        if (authenticity != Authenticity.Authentic)
            return Refuse(reader, authenticity);

        var isRead = await context.RequestServices.GetRequiredService<WebhookIntake>().AcceptAsync(reader, request, context.RequestAborted);
        if (errands is not null)
            await errands.AfterIntakeAsync(request, context.RequestAborted);
        Count(reader, isRead ? "accepted" : "parked");
        return answer();
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

    /// <param name="outcome"><c>accepted</c>, <c>parked</c> or <c>refused</c>.</param>
    public static void Count(IWebhookReader reader, string outcome) => Received.Add(
        1, new KeyValuePair<string, object?>("provider", reader.Provider), new KeyValuePair<string, object?>("outcome", outcome));
}

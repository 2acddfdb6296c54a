using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>Registers an address that events are delivered to.</summary>
internal sealed class CreateWebhook(CommandHandler handler, WebhookStart start, ShowWebhooks shown, WebhookOptions options, TimeProvider time)
{
    private const int MaxWords = 100;
    private const int MaxOfOwner = 100;

    /// <param name="Types">Event types; <c>conversation.*</c> is all that begin so; none = all.</param>
    /// <param name="Streams">Stream names or categories; none = all.</param>
    /// <param name="From">A position or a time, included; none = from now on.</param>
    internal sealed record Body([Required] string? Url, IReadOnlyList<string>? Types, IReadOnlyList<string>? Streams, JsonElement? From);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/", (Body body, CreateWebhook slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(body, http, ct))
            .Produces<WebhookView>(201).TellsPosition()
            .WithName(nameof(CreateWebhook)).WithSummary("Have events delivered to an address; the secret is shown once");

    public async Task<IResult> HandleAsync(Body body, HttpContext http, CancellationToken ct)
    {
        var (types, streams) = (body.Types ?? [], body.Streams ?? []);
        if (WebhookAddress.Check(body.Url, options) is { } refusal)
            return CommandResults.Refused(refusal);
        if (types.Count > MaxWords || streams.Count > MaxWords || !types.All(type => type is not null && FeedRange.IsType(type)) || streams.Any(string.IsNullOrEmpty))
            return CommandResults.Refused(Refusals.BadFilter);
        if (await start.AfterAsync(body.From, ct) is not { } after)
            return CommandResults.Refused(Refusals.BadPosition);
        if (await shown.CountAsync(http.CallerName(), ct) >= MaxOfOwner)
            return CommandResults.Refused(Refusals.TooMany);
        var (command, now) = (http.CommandId(), time.GetUtcNow());
        var id = DerivedId.From("webhook", command.ToString());
        var created = new WebhookEvent.Created(
            id, body.Url!, types, streams, after, http.User.HasScope(Scopes.Personal), http.CallerName(), RandomNumberGenerator.GetBytes(32), now);
        var handled = await handler.HandleAsync(
            WebhookDecider.At(id), created, CommandContext.First(command, http.CallerName(), now), ct);
        // The secret of the state, not of the command: a repeat is answered with the one that was made first.
        return CommandResults.Of(http, handled, () => Results.Created(
            $"/feeds/webhooks/{id}", WebhookView.Of(handled.State, new WebhookCheckpoint(id, 0, 0, handled.State.After, 0, null, 0, 0), now, showSecret: true)));
    }
}

/// <summary>Finds the position that something is to begin above.</summary>
internal sealed class WebhookStart(LogTimes times, ILogHead head)
{
    /// <param name="from">A position as number or text, or a time; nothing = now.</param>
    /// <returns>Null when it is neither.</returns>
    public async Task<long?> AfterAsync(JsonElement? from, CancellationToken ct)
    {
        if (from is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given)
            return await head.HeadAsync(ct);
        var text = given.ValueKind == JsonValueKind.String ? given.GetString()! : given.GetRawText();
        return LogBound.TryParse(text, out var bound) ? await bound.BeforeAsync(times, ct) : null;
    }
}

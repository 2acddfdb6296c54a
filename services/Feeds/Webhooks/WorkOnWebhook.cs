using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>What its owner does with a webhook.</summary>
internal sealed class WorkOnWebhook(CommandHandler handler, ShowWebhooks shown, WebhookStart start, TimeProvider time)
{
    /// <param name="From">A position or a time, included.</param>
    internal sealed record ReplayBody([Required] JsonElement? From);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDelete("/{id:guid}", (Guid id, WorkOnWebhook slice, HttpContext http, CancellationToken ct) => slice.RemoveAsync(id, http, ct))
            .Produces(204).TellsPosition().WithName("RemoveWebhook").WithSummary("End it");
        routes.MapPost("/{id:guid}/rotate", (Guid id, WorkOnWebhook slice, HttpContext http, CancellationToken ct) => slice.RotateAsync(id, http, ct))
            .Produces<WebhookView>().TellsPosition().WithName("RotateWebhookSecret").WithSummary("A new secret; both sign for 24 hours");
        routes.MapPost("/{id:guid}/pause", (Guid id, WorkOnWebhook slice, HttpContext http, CancellationToken ct) => slice.PauseAsync(id, http, ct))
            .Produces<WebhookView>().TellsPosition().WithName("PauseWebhook").WithSummary("Deliver nothing until it is resumed");
        routes.MapPost("/{id:guid}/resume", (Guid id, WorkOnWebhook slice, HttpContext http, CancellationToken ct) => slice.ResumeAsync(id, http, ct))
            .Produces<WebhookView>().TellsPosition().WithName("ResumeWebhook").WithSummary("Go on where it was");
        routes.MapPost("/{id:guid}/replay", (Guid id, ReplayBody body, WorkOnWebhook slice, HttpContext http, CancellationToken ct) =>
                slice.ReplayAsync(id, body, http, ct))
            .Produces<WebhookView>().TellsPosition().WithName("ReplayWebhook").WithSummary("Go on from another position or time");
    }

    /// <summary>A new secret; the one before also signs for a day.</summary>
    public Task<IResult> RotateAsync(Guid id, HttpContext http, CancellationToken ct) =>
        HandleAsync(id, now => new WebhookEvent.SecretRotated(id, RandomNumberGenerator.GetBytes(32), now), http, ct, showSecret: true);

    public Task<IResult> PauseAsync(Guid id, HttpContext http, CancellationToken ct) => HandleAsync(id, now => new WebhookEvent.Paused(id, "asked", now), http, ct);

    /// <summary>Goes on where it was, and tries at once.</summary>
    public Task<IResult> ResumeAsync(Guid id, HttpContext http, CancellationToken ct) => HandleAsync(id, now => new WebhookEvent.Resumed(id, now), http, ct);

    public async Task<IResult> ReplayAsync(Guid id, ReplayBody body, HttpContext http, CancellationToken ct)
    {
        if (body.From is not { ValueKind: not JsonValueKind.Null } || await start.AfterAsync(body.From, ct) is not { } after)
            return CommandResults.Refused(Refusals.BadPosition);
        return await HandleAsync(id, now => new WebhookEvent.ReplayedFrom(id, after, now), http, ct);
    }

    public async Task<IResult> RemoveAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        if (await shown.FindAsync(id, http, ct) is null)
            return CommandResults.Refused(Refusals.NoWebhook);
        return CommandResults.Of(http, await DecideAsync(id, now => new WebhookEvent.Removed(id, now), http, ct), Results.NoContent);
    }

    private async Task<IResult> HandleAsync(Guid id, Func<DateTimeOffset, WebhookEvent> command, HttpContext http, CancellationToken ct, bool showSecret = false)
    {
        if (await shown.FindAsync(id, http, ct) is null)
            return CommandResults.Refused(Refusals.NoWebhook);
        var handled = await DecideAsync(id, command, http, ct);
        var view = handled.Refusal is null ? await shown.ViewAsync(handled.State, ct, showSecret) : null;
        return CommandResults.Ok(http, handled, () => view);
    }

    private Task<Handled<WebhookState>> DecideAsync(Guid id, Func<DateTimeOffset, WebhookEvent> command, HttpContext http, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return handler.HandleAsync(
            WebhookDecider.At(id), command(now), CommandContext.First(http.CommandId(), http.CallerName(), now), ct);
    }
}

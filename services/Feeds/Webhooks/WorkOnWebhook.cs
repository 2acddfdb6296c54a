using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>What its owner does with a webhook.</summary>
internal sealed class WorkOnWebhook(CommandHandler handler, ShowWebhooks shown, WebhookStart start, TimeProvider time)
{
    /// <param name="From">A position or a time, included.</param>
    internal sealed record ReplayBody(JsonElement? From);

    /// <summary>A new secret; the one before signs besides for a day.</summary>
    public Task<IResult> RotateAsync(Guid id, HttpContext http, CancellationToken ct) =>
        HandleAsync(id, now => new WebhookEvent.SecretRotated(id, RandomNumberGenerator.GetBytes(32), now), http, ct, showSecret: true);

    public Task<IResult> PauseAsync(Guid id, HttpContext http, CancellationToken ct) => HandleAsync(id, now => new WebhookEvent.Paused(id, "asked", now), http, ct);

    /// <summary>Goes on where it was, and tries at once.</summary>
    public Task<IResult> ResumeAsync(Guid id, HttpContext http, CancellationToken ct) => HandleAsync(id, now => new WebhookEvent.Resumed(id, now), http, ct);

    public async Task<IResult> ReplayAsync(Guid id, ReplayBody body, HttpContext http, CancellationToken ct)
    {
        if (body.From is not { ValueKind: not JsonValueKind.Null } || await start.AfterAsync(body.From, ct) is not { } after)
            return Answers.Refused(Refusals.BadPlace);
        return await HandleAsync(id, now => new WebhookEvent.ReplayedFrom(id, after, now), http, ct);
    }

    public async Task<IResult> RemoveAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        if (await shown.FindAsync(id, http, ct) is null)
            return Answers.Refused(Refusals.NoWebhook);
        return Answers.Of(http, await DecideAsync(id, now => new WebhookEvent.Removed(id, now), http, ct), _ => Results.NoContent());
    }

    private async Task<IResult> HandleAsync(Guid id, Func<DateTimeOffset, WebhookEvent> command, HttpContext http, CancellationToken ct, bool showSecret = false)
    {
        if (await shown.FindAsync(id, http, ct) is null)
            return Answers.Refused(Refusals.NoWebhook);
        var handled = await DecideAsync(id, command, http, ct);
        var view = handled.Refusal is null ? await shown.ViewAsync(handled.State, ct, showSecret) : null;
        return Answers.Of(http, handled, _ => Results.Ok(view));
    }

    private Task<Handled<WebhookState>> DecideAsync(Guid id, Func<DateTimeOffset, WebhookEvent> command, HttpContext http, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return handler.HandleAsync(
            WebhookDecider.Decider, WebhookDecider.StreamOf(id), command(now), CommandContext.First(http.CommandId(), http.CallerName(), now), ct);
    }
}

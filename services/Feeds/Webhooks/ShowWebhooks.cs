using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>The caller's webhooks and what was delivered to them; admins see everybody's.</summary>
internal sealed class ShowWebhooks(
    CommandHandler handler, IReadModels readModels, ReadYourWrites clock, WebhookProjection projection, WebhookCheckpoints places, TimeProvider time)
{
    private bool _isReady;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (int? limit, string? cursor, long? atLeast, ShowWebhooks slice, HttpContext http, CancellationToken ct) =>
                slice.ListAsync(limit, cursor, atLeast, http, ct))
            .Produces<Page<WebhookView>>().WithName("ListWebhooks").WithSummary("The caller's webhooks");
        routes.MapGet("/{id:guid}", (Guid id, ShowWebhooks slice, HttpContext http, CancellationToken ct) => slice.ShowAsync(id, http, ct))
            .Produces<WebhookView>().WithName("ShowWebhook").WithSummary("One of them: where it stands, and when it is tried again");
        routes.MapGet("/{id:guid}/deliveries", (Guid id, int? limit, string? cursor, ShowWebhooks slice, HttpContext http, CancellationToken ct) =>
                slice.DeliveriesAsync(id, limit, cursor, http, ct))
            .Produces<Page<WebhookDelivery>>().WithName("ListWebhookDeliveries").WithSummary("The last 500 attempts, the latest first");
    }

    public async Task<IResult> ListAsync(int? limit, string? cursor, long? atLeast, HttpContext http, CancellationToken ct)
    {
        if (!await clock.ReachesAsync(projection, atLeast, ct))
            return CommandResults.Behind(http);
        var (count, before) = (Paging.Limit(limit), Paging.Parts(cursor, 2));
        await EnsureAsync(ct);
        await using var connection = await readModels.OpenAsync(ct);
        var rows = (await connection.QueryAsync<(string Id, long CreatedAt)>(new CommandDefinition(
            """
            SELECT id, created_at FROM webhooks WHERE is_removed = 0 AND (@owner IS NULL OR owner = @owner)
                AND (@beforeAt IS NULL OR created_at < @beforeAt OR (created_at = @beforeAt AND id < @beforeId))
            ORDER BY created_at DESC, id DESC LIMIT @limit
            """,
            new
            {
                owner = http.User.HasScope(Scopes.Admin) ? null : http.CallerName(),
                beforeAt = before is null ? (long?)null : long.Parse(before[0], CultureInfo.InvariantCulture),
                beforeId = before?[1],
                limit = count + 1,
            },
            cancellationToken: ct))).AsList();
        var items = new List<WebhookView>();
        foreach (var (id, _) in rows.Take(count))
        {
            if (await FindAsync(Guid.Parse(id), http, ct) is { } state)
                items.Add(await ViewAsync(state, ct));
        }

        var next = rows.Count > count ? Paging.Cursor(rows[count - 1].CreatedAt.ToString(CultureInfo.InvariantCulture), rows[count - 1].Id) : null;
        return Results.Ok(new Page<WebhookView>(items, next));
    }

    public async Task<IResult> ShowAsync(Guid id, HttpContext http, CancellationToken ct) =>
        await FindAsync(id, http, ct) is { } state ? Results.Ok(await ViewAsync(state, ct)) : CommandResults.Refused(Refusals.NoWebhook);

    public async Task<IResult> DeliveriesAsync(Guid id, int? limit, string? cursor, HttpContext http, CancellationToken ct)
    {
        if (await FindAsync(id, http, ct) is null)
            return CommandResults.Refused(Refusals.NoWebhook);
        var (count, before) = (Paging.Limit(limit), Paging.Parts(cursor, 1));
        await EnsureAsync(ct);
        var rows = await places.ListAsync(id, before is null ? null : long.Parse(before[0], CultureInfo.InvariantCulture), count + 1, ct);
        var next = rows.Count > count ? Paging.Cursor(rows[count - 1].Number.ToString(CultureInfo.InvariantCulture)) : null;
        return Results.Ok(new Page<WebhookDelivery>([.. rows.Take(count).Select(row => row.Delivery)], next));
    }

    /// <summary>A webhook that is there and the caller's; null else, and nobody learns which of both.</summary>
    public async Task<WebhookState?> FindAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var state = (await handler.LoadAsync(WebhookDecider.At(id), ct)).State;
        return state is { Created: { } created, IsRemoved: false } && (created.Owner == http.CallerName() || http.User.HasScope(Scopes.Admin)) ? state : null;
    }

    public async Task<WebhookView> ViewAsync(WebhookState state, CancellationToken ct, bool showSecret = false)
    {
        await EnsureAsync(ct);
        return WebhookView.Of(state, await places.FindAsync(state.Created!.WebhookId, state, ct), time.GetUtcNow(), showSecret);
    }

    public async Task<long> CountAsync(string owner, CancellationToken ct)
    {
        await EnsureAsync(ct);
        await using var connection = await readModels.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>(
            new CommandDefinition("SELECT count(*) FROM webhooks WHERE is_removed = 0 AND owner = @owner", new { owner }, cancellationToken: ct));
    }

    /// <summary>The process that keeps these tables may not have started yet.</summary>
    private async Task EnsureAsync(CancellationToken ct)
    {
        if (_isReady)
            return;
        await readModels.EnsureAsync(projection.Tables, "", ct);
        await places.EnsureAsync(ct);
        _isReady = true;
    }
}

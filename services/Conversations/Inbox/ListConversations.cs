using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>The inbox: conversations by last message, newest first; as a page, and live.</summary>
internal sealed class ListConversations(IReadModels readModels, ReadYourWrites clock, InboxProjection projection)
{
    private const string Columns =
        """
        c.id, c.citizen_id, z.name, c.contact_kind, c.contact_address, c.status, c.channel, c.queue, c.assignee, c.last_text, c.last_direction,
        c.opened_at, c.last_at, c.changed, z.changed AS citizen_changed
        FROM conversations c LEFT JOIN citizens z ON z.id = c.citizen_id
        """;

    internal sealed record Summary(
        Guid Id, Guid CitizenId, string? CitizenName, Address ContactPoint, [property: AllowedValues("open", "closed")] string Status,
        string? Channel,
        string? Queue, string? Assignee, string? LastText, [property: AllowedValues("inbound", "outbound")] string? LastDirection,
        bool AwaitingReply, DateTimeOffset OpenedAt, DateTimeOffset LastAt, string Position);

    internal sealed record Address(string? Kind, [property: System.Text.Json.Serialization.JsonPropertyName("address")] string? Value);

    internal sealed record Query
    {
        [FromQuery(Name = "status")]
        public string? Status { get; init; }

        [FromQuery(Name = "queue")]
        public string? Queue { get; init; }

        [FromQuery(Name = "assignee")]
        public string? Assignee { get; init; }

        [FromQuery(Name = "channel")]
        public string? Channel { get; init; }

        /// <summary>Words to look for in the last message, the citizen's name or address.</summary>
        [FromQuery(Name = "q")]
        public string? Q { get; init; }

        [FromQuery(Name = "limit")]
        public int? Limit { get; init; }

        [FromQuery(Name = "cursor")]
        public string? Cursor { get; init; }

        [FromQuery(Name = "atLeast")]
        public long? AtLeast { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ([AsParameters] Query query, ListConversations slice, HttpContext http, CancellationToken ct) =>
                slice.PageAsync(query, http, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces<Page<Summary>>().WithName(nameof(ListConversations)).WithSummary("The inbox");
        routes.MapGet("/live", (ListConversations slice, HttpContext http, CancellationToken ct) => slice.LiveAsync(http, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).StreamsEvents<Summary>("conversation")
            .WithName("FollowConversations").WithSummary("The inbox, live");
    }

    public async Task<IResult> PageAsync([AsParameters] Query query, HttpContext http, CancellationToken ct)
    {
        if (!await clock.ReachesAsync(projection, query.AtLeast, ct))
            return CommandResults.Behind(http);
        var limit = Paging.Limit(query.Limit);
        var cursor = Paging.Parts(query.Cursor, 2);
        await using var connection = await readModels.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            SELECT {Columns}
            WHERE c.citizen_id IS NOT NULL
              AND (@status IS NULL OR c.status = @status) AND (@queue IS NULL OR c.queue = @queue)
              AND (@assignee IS NULL OR c.assignee = @assignee OR (@assignee = '' AND c.assignee IS NULL))
              AND (@channel IS NULL OR c.channel = @channel)
              AND (@words IS NULL OR lower(coalesce(c.last_text, '') || ' ' || coalesce(z.name, '') || ' ' || coalesce(c.contact_address, '')) LIKE @words ESCAPE '\')
              AND (@beforeAt IS NULL OR c.last_at < @beforeAt OR (c.last_at = @beforeAt AND c.id < @beforeId))
            ORDER BY c.last_at DESC, c.id DESC LIMIT @limit
            """,
            new
            {
                status = query.Status,
                queue = query.Queue,
                assignee = query.Assignee,
                channel = query.Channel,
                words = query.Q is { Length: > 0 } q ? $"%{Escape(q.ToLowerInvariant())}%" : null,
                beforeAt = cursor is null ? (long?)null : long.Parse(cursor[0], CultureInfo.InvariantCulture),
                beforeId = cursor?[1],
                limit = limit + 1,
            },
            cancellationToken: ct))).AsList();
        var next = rows.Count > limit ? Paging.Cursor(rows[limit - 1].LastAt.ToString(CultureInfo.InvariantCulture), rows[limit - 1].Id) : null;
        return Results.Ok(new Page<Summary>([.. rows.Take(limit).Select(row => row.ToSummary())], next));
    }

    /// <summary>Every conversation that changes from now on, or from a position on.</summary>
    public async Task LiveAsync(HttpContext http, CancellationToken ct)
    {
        var position = ServerSentEvents.ResumeFrom(http) ?? await readModels.CheckpointAsync($"{projection.Name}-{projection.Version}", ct);
        var stream = await ServerSentEvents.StartAsync(http);
        var quiet = 0;
        while (!ct.IsCancellationRequested)
        {
            var changed = await ChangedAsync(position, ct);
            foreach (var row in changed)
            {
                position = Math.Max(position, row.LatestChange);
                await stream.SendAsync("conversation", position, row.ToSummary());
            }

            if (changed.Count > 0)
                await stream.FlushAsync();
            else if (++quiet % 75 == 0)
                await stream.KeepAliveAsync();
            await clock.WaitBeyondAsync(projection, position, ct);
        }
    }

    private async Task<List<Row>> ChangedAsync(long after, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        return (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            SELECT {Columns}
            WHERE c.citizen_id IS NOT NULL AND (c.changed > @after OR c.citizen_id IN (SELECT id FROM citizens WHERE changed > @after))
            ORDER BY CASE WHEN coalesce(z.changed, 0) > c.changed THEN z.changed ELSE c.changed END LIMIT 200
            """,
            new { after },
            cancellationToken: ct))).AsList();
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>Columns as Dapper maps them: set by name.</summary>
    private sealed class Row
    {
        public required string Id { get; init; }
        public required string CitizenId { get; init; }
        public string? Name { get; init; }
        public string? ContactKind { get; init; }
        public string? ContactAddress { get; init; }
        public string? Status { get; init; }
        public string? Channel { get; init; }
        public string? Queue { get; init; }
        public string? Assignee { get; init; }
        public string? LastText { get; init; }
        public string? LastDirection { get; init; }
        public long OpenedAt { get; init; }
        public long LastAt { get; init; }
        public long Changed { get; init; }
        public long? CitizenChanged { get; init; }

        public long LatestChange => Math.Max(Changed, CitizenChanged ?? 0);

        public Summary ToSummary() => new(
            Guid.Parse(Id), Guid.Parse(CitizenId), Name, new Address(ContactKind, ContactAddress), Status ?? "open", Channel, Queue, Assignee, LastText, LastDirection,
            LastDirection == "inbound" && Status == "open", Microseconds.ToTime(OpenedAt), Microseconds.ToTime(LastAt),
            LatestChange.ToString(CultureInfo.InvariantCulture));
    }
}

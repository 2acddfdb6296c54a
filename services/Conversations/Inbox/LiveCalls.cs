using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Calls for the desk, while they ring: who it is, what the conversation before this one was about, and what is open.</summary>
internal sealed class LiveCalls(IReadModels readModels, ReadYourWrites clock, InboxProjection projection)
{
    private const string Columns =
        """
        k.id, k.conversation_id, k.direction, k.contact_kind, k.contact_address, k.caller_name, k.status, k.choice, k.queue, k.wants_callback,
        k.called_back_at, k.callback_queue, k.joined_at, k.taken_by, k.take_problem, k.started_at, k.ended_at, k.changed, c.citizen_id, c.last_text AS own_text, z.name,
        (SELECT count(*) FROM conversations o WHERE o.citizen_id = c.citizen_id AND o.status = 'open' AND o.id <> c.id) AS open_count,
        p.id AS last_id, p.status AS last_status, p.last_text, p.last_at, p.channel AS last_channel
        FROM calls k
        JOIN conversations c ON c.id = k.conversation_id
        LEFT JOIN citizens z ON z.id = c.citizen_id
        LEFT JOIN conversations p ON p.id =
          (SELECT l.id FROM conversations l WHERE l.citizen_id = c.citizen_id AND l.id <> c.id ORDER BY l.last_at DESC, l.id DESC LIMIT 1)
        """;

    /// <param name="Direction"><c>inbound</c> or <c>outbound</c>.</param>
    /// <param name="CallerName">As the telephone network claims; <paramref name="CitizenName"/> is what we know.</param>
    /// <param name="Choice">What was last chosen in the menu, in the words of the menu.</param>
    /// <param name="Queue">Where the caller waits now; null = nowhere.</param>
    /// <param name="WantsCallback">The caller waits to be called back.</param>
    /// <param name="Text">What was last written in the call's own conversation; null = nothing yet.</param>
    /// <param name="OpenConversations">The citizen's other open conversations.</param>
    /// <param name="LastConversation">The citizen's other conversation with the latest word; null = none.</param>
    internal sealed record Call(
        Guid Id, Guid ConversationId, Guid? CitizenId, string? CitizenName, [property: AllowedValues("inbound", "outbound")] string Direction,
        ListConversations.Address ContactPoint,
        string? CallerName, string Status, string? Choice, string? Queue, bool WantsCallback, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
        string? Text, long OpenConversations, Last? LastConversation, string Position)
    {
        /// <summary>The queue that the requested call-back belongs to.</summary>
        public string? CallbackQueue { get; init; }

        /// <summary>When the citizen was called back, and answered.</summary>
        public DateTimeOffset? CalledBackAt { get; init; }

        /// <summary>Since when the caller waits, in a queue or to be called back: the order in which they are served.</summary>
        public DateTimeOffset? JoinedAt { get; init; }

        /// <summary>The agent whose phone rings for it, or who talks; null = nobody has taken it.</summary>
        public string? TakenBy { get; init; }

        /// <summary>Why the last agent who took it was not connected, such as <c>agent.no-answer</c>.</summary>
        public string? TakeProblem { get; init; }
    }

    internal sealed record Last(Guid Id, string? Channel, [property: AllowedValues("open", "closed")] string Status, string? Text, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/calls", (bool? open, int? limit, LiveCalls slice, CancellationToken ct) => slice.ListAsync(open, limit, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces<Page<Call>>()
            .WithName("ListCalls").WithSummary("Calls, the latest first, with who it is and what was last");
        routes.MapGet("/calls/live", (LiveCalls slice, HttpContext http, CancellationToken ct) => slice.LiveAsync(http, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).StreamsEvents<Call>("call").WithName("FollowCalls").WithSummary("The same, live while it rings");
    }

    /// <param name="open">True = only those that are not over, and those whose caller waits to be called back: who waits longest comes first.</param>
    public async Task<IResult> ListAsync(bool? open, int? limit, CancellationToken ct)
    {
        var rows = await QueryAsync(
            $"""
            SELECT {Columns} WHERE (@open = 0 OR k.ended_at IS NULL OR k.wants_callback = 1)
            ORDER BY CASE WHEN @open = 1 AND (k.queue IS NOT NULL OR k.wants_callback = 1) THEN k.joined_at END NULLS LAST, k.started_at DESC, k.id LIMIT @limit
            """,
            new { open = open == true ? 1 : 0, limit = Paging.Limit(limit) }, ct);
        return Results.Ok(new Page<Call>([.. rows.Select(row => row.ToCall())], null));
    }

    /// <summary>Every call that changes from now on, or from a position on.</summary>
    public async Task LiveAsync(HttpContext http, CancellationToken ct)
    {
        var position = ServerSentEvents.ResumeFrom(http) ?? await readModels.CheckpointAsync($"{projection.Name}-{projection.Version}", ct);
        var stream = await ServerSentEvents.StartAsync(http);
        var quiet = 0;
        while (!ct.IsCancellationRequested)
        {
            var changed = await QueryAsync($"SELECT {Columns} WHERE k.changed > @after ORDER BY k.changed LIMIT 200", new { after = position }, ct);
            foreach (var row in changed)
            {
                position = row.Changed;
                await stream.SendAsync("call", position, row.ToCall());
            }

            if (changed.Count > 0)
                await stream.FlushAsync();
            else if (++quiet % 75 == 0)
                await stream.KeepAliveAsync();
            // What changes may be no call: one look's time, then look again.
            await clock.WaitBeyondAsync(
                projection, Math.Max(position, await readModels.CheckpointAsync($"{projection.Name}-{projection.Version}", ct)), ct);
        }
    }

    private async Task<List<Row>> QueryAsync(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        return (await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: ct))).AsList();
    }

    /// <summary>Columns as Dapper maps them: set by name.</summary>
    private sealed class Row
    {
        public required string Id { get; init; }
        public required string ConversationId { get; init; }
        public string? Direction { get; init; }
        public string? ContactKind { get; init; }
        public string? ContactAddress { get; init; }
        public string? CallerName { get; init; }
        public string? Status { get; init; }
        public string? Choice { get; init; }
        public string? Queue { get; init; }
        public long? WantsCallback { get; init; }
        public long? CalledBackAt { get; init; }
        public string? CallbackQueue { get; init; }
        public long? JoinedAt { get; init; }
        public string? TakenBy { get; init; }
        public string? TakeProblem { get; init; }
        public long StartedAt { get; init; }
        public long? EndedAt { get; init; }
        public long Changed { get; init; }
        public string? CitizenId { get; init; }
        public string? OwnText { get; init; }
        public string? Name { get; init; }
        public long OpenCount { get; init; }
        public string? LastId { get; init; }
        public string? LastStatus { get; init; }
        public string? LastText { get; init; }
        public long? LastAt { get; init; }
        public string? LastChannel { get; init; }

        public Call ToCall() => new(
            Guid.Parse(Id), Guid.Parse(ConversationId), CitizenId is null ? null : Guid.Parse(CitizenId), Name, Direction ?? "inbound",
            new ListConversations.Address(ContactKind, ContactAddress), CallerName,
            Status ?? "ringing", Choice, Queue, WantsCallback == 1, Microseconds.ToTime(StartedAt),
            EndedAt is { } ended ? Microseconds.ToTime(ended) : null, OwnText, OpenCount,
            LastId is null ? null : new Last(Guid.Parse(LastId), LastChannel, LastStatus ?? "open", LastText, Microseconds.ToTime(LastAt ?? 0)),
            Changed.ToString(CultureInfo.InvariantCulture))
        {
            CallbackQueue = CallbackQueue,
            CalledBackAt = TimeOf(CalledBackAt),
            JoinedAt = TimeOf(JoinedAt),
            TakenBy = TakenBy,
            TakeProblem = TakeProblem,
        };

        private static DateTimeOffset? TimeOf(long? microseconds) => microseconds is { } at ? Microseconds.ToTime(at) : null;
    }
}

using System.Data.Common;
using System.Globalization;
using Dapper;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>How far each webhook has come, and its deliveries, in the read models' database: an attempt and what follows from it are saved together.</summary>
internal sealed class WebhookCheckpoints(IReadModels readModels)
{
    /// <summary>Attempts that are kept of each webhook.</summary>
    internal const int Kept = 500;

    private static readonly Table Checkpoints = new(
        "webhook_checkpoints", "id",
        [
            new("replays", ColumnType.Number), new("round", ColumnType.Number), new("position", ColumnType.Number), new("attempt", ColumnType.Number),
            new("due_at", ColumnType.Number), new("saves", ColumnType.Number), new("attempts", ColumnType.Number),
        ],
        []);

    private static readonly Table Deliveries = new(
        "webhook_deliveries", "id",
        [
            new("webhook_id", ColumnType.Text), new("number", ColumnType.Number), new("event_id", ColumnType.Text), new("type", ColumnType.Text),
            new("position", ColumnType.Number), new("attempt", ColumnType.Number), new("status", ColumnType.Number), new("reason", ColumnType.Text),
            new("took_ms", ColumnType.Number), new("at", ColumnType.Number), new("next_at", ColumnType.Number),
        ],
        ["webhook_id, number"]);

    public async Task EnsureAsync(CancellationToken ct)
    {
        await readModels.RenameTableAsync("webhook_places", Checkpoints, ct);
        await readModels.EnsureAsync([Checkpoints, Deliveries], "", ct);
    }

    /// <summary>Where it stands; where it begins when nothing is saved. Reads only.</summary>
    public async Task<WebhookCheckpoint> FindAsync(Guid id, WebhookState state, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<CheckpointRow>(new CommandDefinition(
            "SELECT replays, round, position, attempt, due_at, saves, attempts FROM webhook_checkpoints WHERE id = @id", new { id = id.ToString() }, cancellationToken: ct));
        return (row?.ToPlace(id) ?? new WebhookCheckpoint(id, state.Replays, state.Round, state.After, 0, null, 0, 0)).For(state);
    }

    /// <summary>Saves a checkpoint, with the attempt that led to it; attempts beyond the limit are deleted.</summary>
    /// <exception cref="LeadLostException">Somebody else has saved since.</exception>
    public async Task<WebhookCheckpoint> SaveAsync(WebhookCheckpoint checkpoint, WebhookAttempt? attempt, RecordedEvent? recorded, int number, DateTimeOffset at, CancellationToken ct)
    {
        var next = checkpoint with { Saves = checkpoint.Saves + 1, Attempts = checkpoint.Attempts + (attempt is null ? 0 : 1) };
        await using var connection = await readModels.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var saved = await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO webhook_checkpoints (id, replays, round, position, attempt, due_at, saves, attempts)
            VALUES (@id, @replays, @round, @position, @attempt, @dueAt, @saves, @attempts)
            ON CONFLICT (id) DO UPDATE SET replays = @replays, round = @round, position = @position, attempt = @attempt, due_at = @dueAt, saves = @saves,
                attempts = @attempts WHERE webhook_checkpoints.saves = @before
            """,
            new
            {
                id = next.Id.ToString(),
                replays = (long)next.Replays,
                round = (long)next.Round,
                position = next.Position,
                attempt = (long)next.Attempt,
                dueAt = next.DueAt is { } due ? Microseconds.Of(due) : (long?)null,
                saves = next.Saves,
                attempts = next.Attempts,
                before = checkpoint.Saves,
            },
            transaction,
            cancellationToken: ct));
        if (saved == 0)
            throw new LeadLostException();
        if (attempt is not null && recorded is not null)
            await KeepAsync(connection, transaction, next, attempt, recorded, number, at, ct);
        await transaction.CommitAsync(ct);
        return next;
    }

    /// <summary>The latest attempts first.</summary>
    /// <param name="before">Only attempts of a lower number.</param>
    public async Task<List<(long Number, WebhookDelivery Delivery)>> ListAsync(Guid id, long? before, int limit, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var rows = await connection.QueryAsync<DeliveryRow>(new CommandDefinition(
            """
            SELECT number, event_id, type, position, attempt, status, reason, took_ms, at, next_at FROM webhook_deliveries
            WHERE webhook_id = @id AND (@before IS NULL OR number < @before) ORDER BY number DESC LIMIT @limit
            """,
            new { id = id.ToString(), before, limit },
            cancellationToken: ct));
        return [.. rows.Select(row => (row.Number, row.ToDelivery(id)))];
    }

    /// <summary>Nothing is left of a webhook that was removed.</summary>
    public async Task ForgetAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM webhook_deliveries WHERE webhook_id = @id", new { id = id.ToString() }, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM webhook_checkpoints WHERE id = @id", new { id = id.ToString() }, cancellationToken: ct));
    }

    private static async Task KeepAsync(
        DbConnection connection, DbTransaction transaction, WebhookCheckpoint next, WebhookAttempt attempt, RecordedEvent recorded, int number, DateTimeOffset at, CancellationToken ct)
    {
        var webhook = next.Id.ToString();
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO webhook_deliveries (id, webhook_id, number, event_id, type, position, attempt, status, reason, took_ms, at, next_at)
            VALUES (@id, @webhook, @count, @eventId, @type, @position, @attempt, @status, @reason, @took, @at, @nextAt)
            """,
            new
            {
                id = string.Create(CultureInfo.InvariantCulture, $"{webhook}/{next.Attempts}"),
                webhook,
                count = next.Attempts,
                eventId = recorded.Id.ToString(),
                type = recorded.Type,
                position = recorded.Position,
                attempt = (long)number,
                status = (long?)attempt.Status,
                reason = attempt.Failure,
                took = (long)attempt.Took.TotalMilliseconds,
                at = Microseconds.Of(at),
                nextAt = attempt.Failure is not null && next.DueAt is { } due ? Microseconds.Of(due) : (long?)null,
            },
            transaction,
            cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM webhook_deliveries WHERE webhook_id = @webhook AND number <= @gone", new { webhook, gone = next.Attempts - Kept }, transaction, cancellationToken: ct));
    }

    /// <summary>Columns as Dapper maps them: set by name.</summary>
    private sealed class CheckpointRow
    {
        public long Replays { get; init; }
        public long Round { get; init; }
        public long Position { get; init; }
        public long Attempt { get; init; }
        public long? DueAt { get; init; }
        public long Saves { get; init; }
        public long Attempts { get; init; }

        public WebhookCheckpoint ToPlace(Guid id) =>
            new(id, (int)Replays, (int)Round, Position, (int)Attempt, DueAt is { } due ? Microseconds.ToTime(due) : null, Saves, Attempts);
    }

    private sealed class DeliveryRow
    {
        public long Number { get; init; }
        public required string EventId { get; init; }
        public required string Type { get; init; }
        public long Position { get; init; }
        public long Attempt { get; init; }
        public long? Status { get; init; }
        public string? Reason { get; init; }
        public long TookMs { get; init; }
        public long At { get; init; }
        public long? NextAt { get; init; }

        public WebhookDelivery ToDelivery(Guid webhook) => new(
            EventId, WebhookMessage.IdOf(webhook, Guid.Parse(EventId)), Type, Position.ToString(CultureInfo.InvariantCulture), (int)Attempt, Reason is null,
            (int?)Status, Reason, TookMs, Microseconds.ToTime(At), NextAt is { } next ? Microseconds.ToTime(next) : null);
    }
}

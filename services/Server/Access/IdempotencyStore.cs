using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Server;

/// <summary>First answers under an <c>Idempotency-Key</c>, in the read models' database for seven days.</summary>
internal sealed partial class IdempotencyStore(IReadModels readModels, TimeProvider time) : IIdempotencyStore, IDisposable
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(7);

    private static readonly Table Answers = new(
        "answers", "id",
        [
            new("request_hash", ColumnType.Text), new("status", ColumnType.Number), new("content_type", ColumnType.Text),
            new("position", ColumnType.Text), new("body", ColumnType.Text), new("kept_at", ColumnType.Number),
        ],
        ["kept_at"]);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _ready;
    private DateTimeOffset _sweptAt;

    public async Task<StoredAnswer?> FindAsync(Guid id, CancellationToken ct)
    {
        await EnsureAsync(ct);
        await using var connection = await readModels.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<(string Hash, long Status, string? ContentType, string? Position, string Body)?>(new CommandDefinition(
            "SELECT request_hash, status, content_type, position, body FROM answers WHERE id = @id", new { id = id.ToString() }, cancellationToken: ct));
        return row is { } found ? new StoredAnswer(found.Hash, (int)found.Status, found.ContentType, found.Position, Convert.FromBase64String(found.Body)) : null;
    }

    public async Task SaveAsync(Guid id, StoredAnswer answer, CancellationToken ct)
    {
        await EnsureAsync(ct);
        var now = time.GetUtcNow();
        await using var connection = await readModels.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO answers (id, request_hash, status, content_type, position, body, kept_at)
            VALUES (@id, @hash, @status, @contentType, @position, @body, @at) ON CONFLICT (id) DO NOTHING
            """,
            new
            {
                id = id.ToString(),
                hash = answer.RequestHash,
                status = (long)answer.Status,
                contentType = answer.ContentType,
                position = answer.Position,
                body = Convert.ToBase64String(answer.Body),
                at = Microseconds.Of(now),
            },
            cancellationToken: ct));
        // Now and then what is too old goes.
        if (now - _sweptAt > TimeSpan.FromHours(1))
        {
            _sweptAt = now;
            await connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM answers WHERE kept_at < @before", new { before = Microseconds.Of(now - Keep) }, cancellationToken: ct));
        }
    }

    public async Task ForgetAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await EnsureAsync(ct);
        var wanted = ids.Select(id => id.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        await using (var connection = await readModels.OpenAsync(ct))
        {
            for (string? after = ""; after is not null;)
            {
                var page = (await connection.QueryAsync<(string Id, string Body)>(new CommandDefinition(
                    "SELECT id, body FROM answers WHERE id > @after ORDER BY id LIMIT 500", new { after }, cancellationToken: ct))).AsList();
                foreach (var (id, body) in page)
                {
                    if (Ids().Matches(Encoding.UTF8.GetString(Convert.FromBase64String(body))).Any(match => wanted.Contains(match.Value)))
                        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM answers WHERE id = @id", new { id }, cancellationToken: ct));
                }

                after = page.Count == 500 ? page[^1].Id : null;
            }
        }

        await readModels.ScrubAsync([Answers], ct);
    }

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Ids();

    private async Task EnsureAsync(CancellationToken ct)
    {
        if (_ready)
            return;
        await _turn.WaitAsync(ct);
        try
        {
            if (!_ready)
                await readModels.EnsureAsync([Answers], "", ct);
            _ready = true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}

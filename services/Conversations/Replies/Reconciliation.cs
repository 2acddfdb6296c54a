using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>Dispatches again what has no outcome after a while: with it the broker is a matter of scale, never of correctness.</summary>
internal sealed partial class Reconciliation(
    IReadModels readModels, TrackingProjection projection, ReadYourWrites clock, DispatchReply dispatch, AttachmentFetchDispatch attachments,
    ConversationsOptions options, TimeProvider time, ILogger<Reconciliation> log)
    : LeaderJob("reconciliation", options.ReconcileAfter / 2, projection, clock, readModels, time, log)
{
    /// <summary>A reply that is ambiguous for longer than this stays so until somebody looks.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    protected override async Task RoundAsync(DbConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        var waiting = (await connection.QueryAsync<(string Id, string Conversation)>(new CommandDefinition(
            """
            SELECT message_id, conversation_id FROM replies
            WHERE state IN ('pending', 'ambiguous') AND written_at < @before AND written_at > @after
            ORDER BY CASE state WHEN 'pending' THEN 0 ELSE 1 END, written_at DESC LIMIT 500
            """,
            new { before = Microseconds.Of(now - options.ReconcileAfter), after = Microseconds.Of(now - GiveUpAfter) },
            cancellationToken: ct))).AsList();
        foreach (var (id, conversation) in waiting)
            await dispatch.DispatchAsync(Guid.Parse(conversation), Guid.Parse(id), mayBeRepeated: true, ct);
        if (waiting.Count > 0)
            Log.Ordered(Logger, waiting.Count);
        var unfetched = (await connection.QueryAsync<(string Id, string Conversation)>(new CommandDefinition(
            "SELECT message_id, conversation_id FROM fetches WHERE is_done = 0 AND at < @before AND at > @after ORDER BY at DESC LIMIT 500",
            new { before = Microseconds.Of(now - options.ReconcileAfter), after = Microseconds.Of(now - GiveUpAfter) },
            cancellationToken: ct))).AsList();
        foreach (var (id, conversation) in unfetched)
            await attachments.DispatchAsync(Guid.Parse(conversation), Guid.Parse(id), ct);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Dispatched {Count} replies again that had no outcome")]
        public static partial void Ordered(ILogger log, int count);
    }
}

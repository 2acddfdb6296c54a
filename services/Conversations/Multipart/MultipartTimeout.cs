using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>
/// Parts that never come must not hold back those that did: <see cref="ConversationsOptions.MultipartTimeout"/> after its latest part a
/// message goes on with gaps.
/// </summary>
internal sealed class MultipartTimeout(
    IReadModels readModels, PendingParts projection, ReadYourWrites clock, CommandHandler handler, ConversationsOptions options, TimeProvider time,
    ILogger<MultipartTimeout> log)
    : LeaderJob("parts-patience", options.MultipartTimeout / 4, projection, clock, readModels, time, log)
{
    protected override async Task RoundAsync(DbConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        var before = now - options.MultipartTimeout;
        var waiting = (await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT id FROM pending_parts WHERE is_waiting = 1 AND at < @before ORDER BY at LIMIT 500", new { before = Microseconds.Of(before) },
            cancellationToken: ct))).AsList();
        foreach (var id in waiting)
        {
            await handler.HandleAsync(
                new Aggregate<MultipartCommand, PartsEvent, MultipartState>(MultipartDecider.Decider, new StreamName("parts", id)), new MultipartCommand.GiveUp(before, now),
                CommandContext.First(DerivedId.From("give-up", id, $"{now.UtcTicks}"), "conversations", now), ct);
        }
    }
}

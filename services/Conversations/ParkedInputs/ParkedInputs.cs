using Dapper;
using Microsoft.AspNetCore.Http;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Input that no adapter could read: the list, one of them with its bytes, and the order to read it again.</summary>
internal sealed class ParkedInputs(IReadModels readModels, CommandHandler handler, BusPublisher publisher)
{
    internal sealed record Summary(string Id, string Channel, string Provider, string Endpoint, string Reason, DateTimeOffset At, bool IsRead);

    /// <param name="Body">Base64.</param>
    internal sealed record View(Guid Id, string Channel, string Provider, string Endpoint, string? ContentType, string Reason, DateTimeOffset At, bool IsRead, byte[] Body);

    public async Task<IResult> ListAsync(int? limit, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var rows = await connection.QueryAsync<(string Id, string Channel, string Provider, string Endpoint, string Reason, long At, long IsRead)>(
            new CommandDefinition(
                "SELECT id, channel, provider, endpoint, reason, at, is_read FROM inputs ORDER BY at DESC LIMIT @limit",
                new { limit = Paging.Limit(limit) },
                cancellationToken: ct));
        return Results.Ok(new Page<Summary>(
            [.. rows.Select(row => new Summary(
                row.Id, row.Channel, row.Provider, row.Endpoint, row.Reason, Microseconds.ToTime(row.At), row.IsRead == 1))],
            null));
    }

    public async Task<IResult> ShowAsync(Guid id, CancellationToken ct)
    {
        var state = (await handler.LoadAsync(InputDecider.Decider, InputDecider.StreamOf(id), ct)).State;
        if (state.IsErased)
            return Answers.Refused(Refusals.Erased);
        return state.Parked is { } parked
            ? Results.Ok(new View(
                id, parked.Channel, parked.Provider, parked.Endpoint, parked.ContentType, parked.Reason, parked.At, state.IsRead, parked.Body))
            : Answers.Refused(Refusals.NoInput);
    }

    public async Task<IResult> ReadAgainAsync(Guid id, CancellationToken ct)
    {
        var state = (await handler.LoadAsync(InputDecider.Decider, InputDecider.StreamOf(id), ct)).State;
        if (state.IsErased)
            return Answers.Refused(Refusals.Erased);
        if (state.Parked is not { } parked)
            return Answers.Refused(Refusals.NoInput);
        await publisher.PublishAsync(
            new ReadInputAgain(id, parked.Channel, parked.Provider, parked.Endpoint, parked.ContentType, parked.Body, parked.At), ct);
        return Results.Accepted(value: new Created(id));
    }
}

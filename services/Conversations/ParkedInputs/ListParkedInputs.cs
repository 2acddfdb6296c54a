using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Input that no adapter could read: the list, and one of them with its bytes.</summary>
internal sealed class ListParkedInputs(IReadModels readModels, CommandHandler handler)
{
    internal sealed record Summary(Guid Id, string Channel, string Provider, string Endpoint, string Reason, DateTimeOffset At, bool IsRead);

    /// <param name="Body">Base64.</param>
    internal sealed record View(Guid Id, string Channel, string Provider, string Endpoint, string? ContentType, string Reason, DateTimeOffset At, bool IsRead, byte[] Body);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/inputs", (int? limit, ListParkedInputs slice, CancellationToken ct) => slice.ListAsync(limit, ct))
            .RequireScope().Produces<Page<Summary>>().WithName(nameof(ListParkedInputs)).WithSummary("Input that no adapter could read");
        routes.MapGet("/inputs/{id:guid}", (Guid id, ListParkedInputs slice, CancellationToken ct) => slice.ShowAsync(id, ct))
            .RequireScope().Produces<View>().Refuses(410).WithName("ShowParkedInput").WithSummary("One of them, with its bytes");
    }

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
                Guid.Parse(row.Id), row.Channel, row.Provider, row.Endpoint, row.Reason, Microseconds.ToTime(row.At), row.IsRead == 1))],
            null));
    }

    public async Task<IResult> ShowAsync(Guid id, CancellationToken ct)
    {
        var state = (await handler.LoadAsync(InputDecider.At(id), ct)).State;
        if (state.IsErased)
            return CommandResults.Refused(Refusals.Erased);
        return state.Parked is { } parked
            ? Results.Ok(new View(
                id, parked.Channel, parked.Provider, parked.Endpoint, parked.ContentType, parked.Reason, parked.At, state.IsRead, parked.Body))
            : CommandResults.Refused(Refusals.NoInput);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>The channel that parked an input tries to read it again, after a fix.</summary>
internal sealed class RetryParkedInput(CommandHandler handler, BusPublisher publisher)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/inputs/{id:guid}/read-again", (Guid id, RetryParkedInput slice, CancellationToken ct) => slice.HandleAsync(id, ct))
        .RequireScope().Produces<Created>(202).Refuses(410).WithName(nameof(RetryParkedInput)).WithSummary("Let its channel try again");

    public async Task<IResult> HandleAsync(Guid id, CancellationToken ct)
    {
        var state = (await handler.LoadAsync(InputDecider.At(id), ct)).State;
        if (state.IsErased)
            return CommandResults.Refused(Refusals.Erased);
        if (state.Parked is not { } parked)
            return CommandResults.Refused(Refusals.NoInput);
        await publisher.PublishAsync(
            new ReadInputAgain(id, parked.Channel, parked.Provider, parked.Endpoint, parked.ContentType, parked.Body, parked.At), ct);
        return Results.Accepted(value: new Created(id));
    }
}

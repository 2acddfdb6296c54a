using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>An agent picks up a call that waits: the order to ring the agent's phone leaves through the log.</summary>
internal sealed class PickUpCall(AgentCalls calls, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/calls/{id:guid}/take", (Guid id, AgentCalls.Body body, PickUpCall slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, body, http, ct))
        .RequireScope(Scopes.Agent).Produces<Created>(202).TellsPosition().Refuses(409, 410)
        .WithName(nameof(PickUpCall)).WithSummary("Take a call that waits: the agent's phone rings");

    public Task<IResult> HandleAsync(Guid id, AgentCalls.Body body, HttpContext http, CancellationToken ct) => calls.HandleAsync(
        id, body, http, (pickupId, phone) => new ConversationCommand.PickUpCall(id, pickupId, phone, http.CallerName(), time.GetUtcNow()), ct);
}

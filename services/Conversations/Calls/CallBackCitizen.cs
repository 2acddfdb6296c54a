using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>An agent calls back somebody who requested it: the agent's phone rings, then the citizen's.</summary>
internal sealed class CallBackCitizen(AgentCalls calls, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(
            "/calls/{id:guid}/call-back",
            (Guid id, AgentCalls.Body body, CallBackCitizen slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, body, http, ct))
        .RequireScope(Scopes.Agent).Produces<Created>(202).TellsPosition().Refuses(409, 410)
        .WithName(nameof(CallBackCitizen)).WithSummary("Call back: the agent's phone rings, then the citizen's");

    public Task<IResult> HandleAsync(Guid id, AgentCalls.Body body, HttpContext http, CancellationToken ct) => calls.HandleAsync(
        id, body, http, (pickupId, phone) => new ConversationCommand.CallBack(id, pickupId, phone, http.CallerName(), time.GetUtcNow()), ct);
}

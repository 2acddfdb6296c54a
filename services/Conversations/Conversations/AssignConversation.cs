using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Who works on a conversation, and in which queue it waits.</summary>
internal sealed class AssignConversation(CommandHandler handler, TimeProvider time)
{
    /// <summary>What is left out is taken away.</summary>
    internal sealed record Body(string? Assignee, string? Queue);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/{id:guid}/assignment", (Guid id, Body body, AssignConversation slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, body, http, ct))
        .RequireScope(Scopes.Agent).Produces<Created>(202).TellsPosition().Refuses(409, 410)
        .WithName(nameof(AssignConversation)).WithSummary("Assign to an agent or a queue");

    public async Task<IResult> HandleAsync(Guid id, Body body, HttpContext http, CancellationToken ct)
    {
        var (author, now) = (http.CallerName(), time.GetUtcNow());
        var handled = await handler.HandleAsync(
            ConversationDecider.At(id), new ConversationCommand.Assign(body.Assignee, body.Queue, author, now),
            CommandContext.First(http.CommandId(), author, now), ct);
        return CommandResults.Accepted(http, handled, () => new Created(id));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A closed conversation goes on.</summary>
internal sealed class ReopenConversation(CommandHandler handler, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/{id:guid}/reopen", (Guid id, ReopenConversation slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, http, ct))
        .RequireScope(Scopes.Agent).Produces<Created>(202).TellsPosition().Refuses(409, 410)
        .WithName(nameof(ReopenConversation)).WithSummary("Reopen");

    public async Task<IResult> HandleAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var (author, now) = (http.CallerName(), time.GetUtcNow());
        var handled = await handler.HandleAsync(
            ConversationDecider.At(id), new ConversationCommand.Reopen(author, now), CommandContext.First(http.CommandId(), author, now), ct);
        return CommandResults.Accepted(http, handled, () => new Created(id));
    }
}

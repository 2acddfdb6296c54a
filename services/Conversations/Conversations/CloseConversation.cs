using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A conversation is closed: the citizen's next message opens another.</summary>
internal sealed class CloseConversation(CommandHandler handler, TimeProvider time)
{
    internal sealed record Body(string? Reason);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/{id:guid}/close", (Guid id, Body? body, CloseConversation slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, body, http, ct))
        .RequireScope(Scopes.Agent).Produces<Created>(202).TellsPosition().Refuses(409, 410).WithName(nameof(CloseConversation)).WithSummary("Close");

    public async Task<IResult> HandleAsync(Guid id, Body? body, HttpContext http, CancellationToken ct)
    {
        var (author, now) = (http.CallerName(), time.GetUtcNow());
        var handled = await handler.HandleAsync(
            ConversationDecider.At(id), new ConversationCommand.Close(body?.Reason, author, now), CommandContext.First(http.CommandId(), author, now), ct);
        return CommandResults.Accepted(http, handled, () => new Created(id));
    }
}

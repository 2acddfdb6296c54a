using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A note for other agents; the citizen never sees it.</summary>
internal sealed class AddNote(CommandHandler handler, TimeProvider time)
{
    private const int MaxLength = 20_000;

    internal sealed record Body([Required] string? Text);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/{id:guid}/notes", (Guid id, Body body, AddNote slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, body, http, ct))
        .RequireScope(Scopes.Agent).Produces<Created>(202).TellsPosition().Refuses(409, 410)
        .WithName(nameof(AddNote)).WithSummary("Leave a note for other agents");

    public async Task<IResult> HandleAsync(Guid id, Body body, HttpContext http, CancellationToken ct)
    {
        if (body.Text?.Length > MaxLength)
            return CommandResults.Refused(Refusals.TextTooLong);
        var (noteId, author, now) = (http.CommandId(), http.CallerName(), time.GetUtcNow());
        var handled = await handler.HandleAsync(
            ConversationDecider.At(id), new ConversationCommand.AddNote(noteId, body.Text ?? "", author, now), CommandContext.First(noteId, author, now), ct);
        return CommandResults.Accepted(http, handled, () => new Created(noteId));
    }
}

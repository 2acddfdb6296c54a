using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A citizen is to be forgotten. The order is an event; <see cref="ErasureProcess"/> carries it out.</summary>
internal sealed class EraseCitizen(CommandHandler handler, TimeProvider time)
{
    private const int MaxReason = 100;

    /// <param name="Reason">One line that says nothing about the citizen, such as <c>citizen-asked</c>: it stays in the log.</param>
    internal sealed record Body([Required] string? Reason);

    public static void Map(IEndpointRouteBuilder citizens) => citizens.MapPost("/{id:guid}/erase", (Guid id, Body body, EraseCitizen slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<Created>(202).TellsPosition()
            .WithName(nameof(EraseCitizen)).WithSummary("Forget this citizen: words, names, addresses and files, for good");

    public async Task<IResult> HandleAsync(Guid id, Body body, HttpContext http, CancellationToken ct)
    {
        var reason = body.Reason?.Trim() ?? "";
        if (reason.Length is 0 or > MaxReason || reason.AsSpan().ContainsAnyInRange('\0', '\x1f'))
            return CommandResults.Refused(Refusals.BadReason);
        var handled = await handler.HandleAsync(
            CitizenDecider.At(id), new CitizenCommand.Erase(reason, http.CallerName(), time.GetUtcNow()),
            CommandContext.First(http.CommandId(), http.CallerName(), time.GetUtcNow()), ct);
        return CommandResults.Accepted(http, handled, () => new Created(id));
    }

    /// <summary>Takes an address from an erased citizen: who writes from it next is somebody new.</summary>
    public static Task<Handled<ContactPointState>> ReleaseAsync(
        CommandHandler handler, Guid citizenId, Guid contactPointId, DateTimeOffset at, CancellationToken ct) => handler.HandleAsync(
            ContactPointDecider.At(contactPointId),
            new ContactPointCommand.Release(citizenId, DerivedId.From("holder", contactPointId.ToString(), citizenId.ToString()), at),
            new CommandContext(
                DerivedId.From("release", contactPointId.ToString(), citizenId.ToString()), citizenId, citizenId, "conversations", at),
            ct);
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>An agent adds one more address to a citizen.</summary>
internal sealed class AddContactPoint(CommandHandler handler, ContactPointIds ids, AddressOwner owners, PhoneOptions phones, TimeProvider time)
{
    private const int MaxAddress = 200;

    /// <param name="Kind"><c>phone</c>, <c>email</c>, <c>webchat</c>, or a connector's kind.</param>
    internal sealed record Body([Required] string? Kind, [Required] string? Address);

    public static void Map(IEndpointRouteBuilder citizens) => citizens
        .MapPost("/{id:guid}/contact-points", (Guid id, Body body, AddContactPoint slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, body, http, ct))
        .RequireScope(Scopes.Agent).Produces<CitizenView>().TellsPosition().Refuses(409, 410)
        .WithName(nameof(AddContactPoint)).WithSummary("One more address of this citizen");

    public async Task<IResult> HandleAsync(Guid id, Body body, HttpContext http, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body.Kind) || string.IsNullOrWhiteSpace(body.Address) || body.Address.Length > MaxAddress
            || ContactPoint.Read(ContactPoint.ChannelOf(body.Kind), body.Address, phones.DefaultRegion) is not { } contactPoint)
            return CommandResults.Refused(Refusals.BadContactPoint);
        if (await CitizenView.FindAsync(handler, id, ct) is null)
            return CommandResults.Refused(await CitizenView.WhyNotAsync(handler, id, ct));
        if (await owners.FindByOtherFormAsync(contactPoint, ct) is { } owner && owner != id)
            return CommandResults.Refused(Refusals.TakenContactPoint);
        var contactPointId = await ids.IdOfAsync(contactPoint, ct);
        var (commandId, author, now) = (http.CommandId(), http.CallerName(), time.GetUtcNow());
        var claimed = await handler.HandleAsync(
            ContactPointDecider.At(contactPointId), new ContactPointCommand.Claim(id, contactPoint, "agent", author, now),
            CommandContext.First(DerivedId.From("claim", commandId.ToString()), author, now), ct);
        if (claimed.State.CitizenId != id)
            return CommandResults.Refused(Refusals.TakenContactPoint);
        var added = await handler.HandleAsync(
            CitizenDecider.At(id), new CitizenCommand.AddContactPoint(contactPointId, contactPoint, "agent", author, now),
            CommandContext.First(commandId, author, now), ct);
        var view = await CitizenView.FindAsync(handler, id, ct);
        return CommandResults.Ok(http, added, () => view);
    }
}

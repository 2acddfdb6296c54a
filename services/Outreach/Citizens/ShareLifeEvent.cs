using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>A life event of a citizen: reported once, for every department whose purpose it serves.</summary>
internal sealed class ShareLifeEvent(CommandHandler handler, IRequest<ResolveCitizen, CitizenResolved> ask, PhoneOptions phones, TimeProvider time)
{
    private const int MostFields = 50;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <param name="Type">Such as <c>child-born</c> or <c>appointment-booked</c>.</param>
    /// <param name="CitizenId">Whose it is; or else <paramref name="ContactPoint"/>.</param>
    /// <param name="ContactPoint">An address of theirs; who is not known is registered.</param>
    /// <param name="Fields">What there is to know, such as <c>date</c>.</param>
    /// <param name="Source">Who reports it, such as <c>registry</c>; null = the caller.</param>
    internal sealed record Body([Required] string? Type, Guid? CitizenId, ContactPointBody? ContactPoint, IReadOnlyDictionary<string, string>? Fields, string? Source);

    /// <param name="Kind"><c>phone</c>, <c>email</c>, or another kind of address.</param>
    internal sealed record ContactPointBody([Required] string? Kind, [Required] string? Address);

    internal sealed record Accepted(Guid Id, Guid CitizenId);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/life-events", (Body body, ShareLifeEvent slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(body, http, ct))
            .RequireScope(Scopes.Connect, Scopes.Agent).Produces<Accepted>(202)
            .TellsPosition()
            .WithName(nameof(ShareLifeEvent)).WithSummary("Something happened in a citizen's life: each department is told what its purpose needs");

    public async Task<IResult> HandleAsync(Body body, HttpContext http, CancellationToken ct)
    {
        if (body.Type is not { Length: > 0 and <= 50 } type || type.Any(c => !char.IsLetterOrDigit(c) && c is not ('-' or '.' or '_'))
            || (body.CitizenId is null && (string.IsNullOrWhiteSpace(body.ContactPoint?.Kind) || string.IsNullOrWhiteSpace(body.ContactPoint.Address)))
            || body.ContactPoint?.Address?.Length > 254 || body.Source?.Length > 100 || body.Fields?.Count > MostFields
            || body.Fields?.Any(field => field.Key.Length is 0 or > 50 || field.Value is null or { Length: > 500 }) == true)
            return CommandResults.Refused(Refusals.BadLifeEvent);
        var (id, now) = (http.CommandId(), time.GetUtcNow());
        var contactPoint = body.CitizenId is null ? ContactPoint.Read(ContactPoint.ChannelOf(body.ContactPoint!.Kind!), body.ContactPoint.Address!, phones.DefaultRegion) : null;
        if (body.CitizenId is null && contactPoint is null)
            return CommandResults.Refused(Refusals.BadContactPoint);
        if ((body.CitizenId ?? await WhoseAsync(contactPoint!, id, now, ct)) is not { } citizenId)
            return CommandResults.Refused(Refusals.Unknown);
        var told = new LifeEventEvent.Told(
            type, citizenId, [.. (body.Fields ?? new Dictionary<string, string>()).Select(field => new NamedValue(field.Key, field.Value))],
            body.Source ?? http.CallerName(), http.CallerName(), now);
        var handled = await handler.HandleAsync(LifeEvents.At(id), told, CommandContext.First(id, http.CallerName(), now), ct);
        http.Response.Headers[CommandIds.PositionHeader] = handled.Position.ToString(CultureInfo.InvariantCulture);
        return Results.Accepted(value: new Accepted(id, citizenId));
    }

    private async Task<Guid?> WhoseAsync(ContactPoint contactPoint, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var asked = new ResolveCitizen(DerivedId.From("life-event-of", id.ToString()), contactPoint, null, null, now);
        return (await ask.SendAsync(asked, Timeout, ct)).CitizenId;
    }
}

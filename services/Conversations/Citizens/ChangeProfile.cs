using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>An agent changes what is known of a citizen: name, language, attributes, preferred channels, time zone.</summary>
internal sealed class ChangeProfile(CommandHandler handler, TimeProvider time)
{
    private const int MaxName = 200;

    /// <summary>What is null stays.</summary>
    /// <param name="Attributes">Values to set by name; null takes one away.</param>
    /// <param name="Channels">Where they want to be written to, in this order.</param>
    /// <param name="TimeZone">Such as <c>Europe/Berlin</c>; empty = the installation's.</param>
    internal sealed record Body(
        string? Name, string? Language, IReadOnlyDictionary<string, string?>? Attributes, IReadOnlyList<string>? Channels, string? TimeZone);

    public static void Map(IEndpointRouteBuilder citizens) => citizens
        .MapPatch("/{id:guid}", (Guid id, Body body, ChangeProfile slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, body, http, ct))
        .RequireScope(Scopes.Agent).Produces<CitizenView>().TellsPosition().Refuses(410)
        .WithName(nameof(ChangeProfile)).WithSummary("Name, language, attributes, preferred channels, time zone");

    public async Task<IResult> HandleAsync(Guid id, Body body, HttpContext http, CancellationToken ct)
    {
        if (WhyUnreadable(body) is { } unreadable)
            return CommandResults.Refused(unreadable);
        var citizen = (await handler.LoadAsync(CitizenDecider.At(id), ct)).State;
        var handled = new Handled<CitizenState>(citizen, 0, 0, citizen.Exists ? null : Refusals.NoCitizen);
        var (commandId, author, now) = (http.CommandId(), http.CallerName(), time.GetUtcNow());
        foreach (var command in CommandsOf(body, citizen, author, now))
        {
            handled = await handler.HandleAsync(
                CitizenDecider.At(id), command, CommandContext.First(DerivedId.From(command.GetType().Name, commandId.ToString()), author, now), ct);
            if (handled.Refusal is not null)
                break;
        }

        var view = handled.Refusal is null ? await CitizenView.FindAsync(handler, id, ct) : null;
        return CommandResults.Ok(http, handled, () => view);
    }

    private static IEnumerable<CitizenCommand> CommandsOf(Body body, CitizenState citizen, string author, DateTimeOffset now)
    {
        if (body.Name is not null || body.Language is not null)
            yield return new CitizenCommand.ChangeProfile(body.Name ?? citizen.Name, body.Language ?? citizen.Language, author, now);
        if (body.Attributes is { } attributes)
            yield return new CitizenCommand.ChangeAttributes(attributes, author, now);
        if (body.Channels is not null || body.TimeZone is not null)
        {
            yield return new CitizenCommand.ChangePreferences(
                body.Channels ?? citizen.Channels, body.TimeZone is "" ? null : body.TimeZone ?? citizen.TimeZone, author, now);
        }
    }

    private static Refusal? WhyUnreadable(Body body)
    {
        if (body.Name?.Length > MaxName || body.Language?.Length > 35)
            return Refusals.TextTooLong;
        if (body.Attributes?.Any(one => !ChangeConsents.IsPurpose(one.Key) || one.Value?.Length > MaxName) == true)
            return Refusals.BadAttribute;
        if (body.Channels is { } channels && (channels.Distinct().Count() != channels.Count || !channels.All(channel => ChannelTraits.Of(channel).CanSend)))
            return Refusals.BadChannels;
        return body.TimeZone is { Length: > 0 } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? Refusals.BadTimeZone : null;
    }
}

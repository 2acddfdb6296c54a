using System.Globalization;
using Microsoft.AspNetCore.Http;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Who is it: a citizen by id or address, with addresses and conversations; a name; one more address.</summary>
internal sealed class CitizenEndpoints(CommandHandler handler, ContactPointIds ids, TimeProvider time)
{
    private const int MaxName = 200;

    internal sealed record View(
        Guid Id, string? Name, string? Language, IReadOnlyList<Address> ContactPoints, IReadOnlyList<Joined> Conversations)
    {
        public required IReadOnlyDictionary<string, string> Attributes { get; init; }

        /// <summary>Where they want to be written to, in this order; none = no wish.</summary>
        public required IReadOnlyList<string> Channels { get; init; }

        /// <summary>Null = the installation's.</summary>
        public string? TimeZone { get; init; }

        public required IReadOnlyList<ChangeConsents.View> Consents { get; init; }

        /// <summary>True: nobody writes first to this citizen.</summary>
        public bool IsContactForbidden { get; init; }
    }

    internal sealed record Address(
        Guid Id, string Kind, [property: System.Text.Json.Serialization.JsonPropertyName("address")] string Value, string Proof);

    internal sealed record Joined(Guid Id, int Ordinal);

    /// <summary>What is null stays.</summary>
    /// <param name="Attributes">Values to set by name; null takes one away.</param>
    /// <param name="Channels">Where they want to be written to, in this order.</param>
    /// <param name="TimeZone">Such as <c>Europe/Berlin</c>; empty = the installation's.</param>
    internal sealed record ProfileBody(
        string? Name, string? Language, IReadOnlyDictionary<string, string?>? Attributes, IReadOnlyList<string>? Channels, string? TimeZone);

    /// <param name="Kind"><c>phone</c>, <c>email</c>, <c>webchat</c>, or a connector's kind.</param>
    internal sealed record ContactPointBody(string? Kind, string? Address);

    public async Task<IResult> ShowAsync(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } view ? Results.Ok(view) : Answers.Refused(await WhyNotAsync(id, ct));

    public async Task<IResult> SearchAsync(string? contactPoint, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(contactPoint))
            return Answers.Unreadable("contact-point.missing", "Say which: ?contactPoint=+44…");
        var state = (await handler.LoadAsync(
            ContactPointDecider.Decider, ContactPointDecider.StreamOf(await ids.IdOfAsync(Parse(contactPoint), ct)), ct)).State;
        View[] found = state.CitizenId is { } id && await FindAsync(id, ct) is { } view ? [view] : [];
        return Results.Ok(new Page<View>(found, null));
    }

    public async Task<IResult> ChangeAsync(Guid id, ProfileBody body, HttpContext http, CancellationToken ct)
    {
        if (WhyUnreadable(body) is { } unreadable)
            return Answers.Refused(unreadable);
        var citizen = (await handler.LoadAsync(CitizenDecider.Decider, CitizenDecider.StreamOf(id), ct)).State;
        var (author, now) = (http.CallerName(), time.GetUtcNow());
        var commands = new List<CitizenCommand>();
        if (body.Name is not null || body.Language is not null)
            commands.Add(new CitizenCommand.ChangeProfile(body.Name ?? citizen.Name, body.Language ?? citizen.Language, author, now));
        if (body.Attributes is { } attributes)
            commands.Add(new CitizenCommand.ChangeAttributes(attributes, author, now));
        if (body.Channels is not null || body.TimeZone is not null)
            commands.Add(new CitizenCommand.ChangePreferences(body.Channels ?? citizen.Channels, body.TimeZone is "" ? null : body.TimeZone ?? citizen.TimeZone, author, now));
        var handled = new Handled<CitizenState>(citizen, 0, 0, citizen.Exists ? null : Refusals.NoCitizen);
        var commandId = http.CommandId();
        foreach (var command in commands)
        {
            handled = await HandleAsync(id, command, DerivedId.From(command.GetType().Name, commandId.ToString()), http, ct);
            if (handled.Refusal is not null)
                break;
        }

        return handled.Refusal is { } refusal ? Answers.Refused(refusal) : Done(http, handled, await FindAsync(id, ct));
    }

    private static Refusal? WhyUnreadable(ProfileBody body)
    {
        if (body.Name?.Length > MaxName || body.Language?.Length > 35)
            return Refusals.TextTooLong;
        if (body.Attributes?.Any(one => !ChangeConsents.IsPurpose(one.Key) || one.Value?.Length > MaxName) == true)
            return Refusals.BadAttribute;
        if (body.Channels is { } channels && (channels.Distinct().Count() != channels.Count || !channels.All(channel => ChannelTraits.Of(channel).CanSend)))
            return Refusals.BadChannels;
        return body.TimeZone is { Length: > 0 } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? Refusals.BadTimeZone : null;
    }

    public async Task<IResult> AddContactPointAsync(Guid id, ContactPointBody body, HttpContext http, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body.Kind) || string.IsNullOrWhiteSpace(body.Address) || body.Address.Length > MaxName)
            return Answers.Refused(Refusals.BadContactPoint);
        if (await FindAsync(id, ct) is null)
            return Answers.Refused(await WhyNotAsync(id, ct));
        var contactPoint = ContactPoint.Of(body.Kind == ContactPoint.Phone ? "sms" : body.Kind, body.Address);
        var contactPointId = await ids.IdOfAsync(contactPoint, ct);
        var commandId = http.CommandId();
        var claim = new ContactPointCommand.Claim(id, contactPoint, "agent", http.CallerName(), time.GetUtcNow());
        var claimed = await handler.HandleAsync(
            ContactPointDecider.Decider, ContactPointDecider.StreamOf(contactPointId), claim,
            CommandContext.First(DerivedId.From("claim", commandId.ToString()), http.CallerName(), claim.At), ct);
        if (claimed.State.CitizenId != id)
            return Answers.Refused(Refusals.TakenContactPoint);
        var added = await HandleAsync(
            id, new CitizenCommand.AddContactPoint(contactPointId, contactPoint, "agent", http.CallerName(), claim.At), commandId, http, ct);
        return Done(http, added, await FindAsync(id, ct));
    }

    private Task<Handled<CitizenState>> HandleAsync(Guid id, CitizenCommand command, Guid commandId, HttpContext http, CancellationToken ct) =>
        handler.HandleAsync(
            CitizenDecider.Decider, CitizenDecider.StreamOf(id), command,
            CommandContext.First(commandId, http.CallerName(), time.GetUtcNow()), ct);

    private async Task<View?> FindAsync(Guid id, CancellationToken ct)
    {
        var citizen = (await handler.LoadAsync(CitizenDecider.Decider, CitizenDecider.StreamOf(id), ct)).State;
        if (!citizen.Exists || citizen.IsErased)
            return null;
        var ordinals = citizen.Joined.Values.SelectMany(joined => joined).Distinct().Order();
        return new View(
            id, citizen.Name, citizen.Language,
            [.. citizen.ContactPoints.Select(own => new Address(own.Key, own.Value.ContactPoint.Kind, own.Value.ContactPoint.Address, own.Value.Proof))],
            [.. ordinals.Select(ordinal => new Joined(ConversationDecider.IdOf(id, ordinal), ordinal))])
        {
            Attributes = citizen.Attributes,
            Channels = citizen.Channels,
            TimeZone = citizen.TimeZone,
            Consents = ChangeConsents.Of(citizen),
            IsContactForbidden = citizen.IsContactForbidden,
        };
    }

    private async Task<Refusal> WhyNotAsync(Guid id, CancellationToken ct) =>
        (await handler.LoadAsync(CitizenDecider.Decider, CitizenDecider.StreamOf(id), ct)).State.IsErased ? Refusals.Erased : Refusals.NoCitizen;

    private static IResult Done(HttpContext http, Handled<CitizenState> handled, View? view)
    {
        if (handled.Position > 0)
            http.Response.Headers[CommandIds.PositionHeader] = handled.Position.ToString(CultureInfo.InvariantCulture);
        return Results.Ok(view);
    }

    /// <summary><c>kind:address</c>, or an address whose kind shows.</summary>
    private static ContactPoint Parse(string text)
    {
        var trimmed = text.Trim();
        // An unescaped + of a query arrives as a blank.
        if (trimmed.Length > 0 && (trimmed[0] == '+' || char.IsAsciiDigit(trimmed[0])))
            return ContactPoint.Of("sms", text.StartsWith(' ') && trimmed[0] != '+' ? "+" + trimmed : trimmed);
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        // WhatsApp's own ids; its numbers are phones like others.
        if (colon > 0 && trimmed[..colon] == ContactPoint.WhatsApp)
            return new ContactPoint(ContactPoint.WhatsApp, trimmed[(colon + 1)..].Trim());
        if (colon > 0)
            return ContactPoint.Of(trimmed[..colon] == ContactPoint.Phone ? "sms" : trimmed[..colon], trimmed[(colon + 1)..]);
        return ContactPoint.Of(trimmed.Contains('@', StringComparison.Ordinal) ? "email" : "sms", trimmed);
    }
}

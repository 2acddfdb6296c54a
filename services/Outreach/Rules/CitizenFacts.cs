using NodaTime;
using Omnichannel.Contracts;

namespace Omnichannel.Outreach;

/// <summary>What the rules need to know about one citizen.</summary>
internal sealed record CitizenFacts(Guid Id)
{
    /// <summary>False: erased, or never known.</summary>
    public bool IsKnown { get; init; }

    public string? Name { get; init; }

    public string? Language { get; init; }

    /// <summary>Null = the installation's.</summary>
    public DateTimeZone? TimeZone { get; init; }

    /// <summary>Where they want to be written to, in this order.</summary>
    public IReadOnlyList<string> PreferredChannels { get; init; } = [];

    public bool IsContactForbidden { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>What they said last, by purpose.</summary>
    public IReadOnlyDictionary<string, ConsentFact> Consents { get; init; } = new Dictionary<string, ConsentFact>();

    public IReadOnlyList<AddressFact> Addresses { get; init; } = [];

    /// <summary>The address that a channel writes to; one of the channel's own (a WhatsApp user id) before one that it shares with others.</summary>
    public AddressFact? AddressFor(string channel) =>
        Addresses.FirstOrDefault(one => one.ContactPoint.Kind == channel) ?? Addresses.FirstOrDefault(one => one.ContactPoint.Kind == ContactPoint.KindOf(channel));
}

/// <param name="Given">False = withdrawn, or refused.</param>
/// <param name="Source">Such as <c>form</c>.</param>
internal sealed record ConsentFact(bool Given, string Source, DateTimeOffset At);

/// <param name="OptedOut">The channels on which it may not be written to.</param>
/// <param name="HeardOn">The channel of the last message from it; null = never.</param>
internal sealed record AddressFact(Guid ContactPointId, ContactPoint ContactPoint, IReadOnlyList<string> OptedOut, string? HeardOn, DateTimeOffset? HeardAt);

using System.Text.Json.Serialization;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>A citizen as the API shows them.</summary>
internal sealed record CitizenView(
    Guid Id, string? Name, string? Language, IReadOnlyList<CitizenView.Address> ContactPoints, IReadOnlyList<CitizenView.Joined> Conversations)
{
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Where they want to be written to, in this order; empty = no preference.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Null = the installation's.</summary>
    public string? TimeZone { get; init; }

    public required IReadOnlyList<ChangeConsents.View> Consents { get; init; }

    /// <summary>True: nobody writes first to this citizen.</summary>
    public bool IsContactForbidden { get; init; }

    internal sealed record Address(Guid Id, string Kind, [property: JsonPropertyName("address")] string Value, string Proof);

    internal sealed record Joined(Guid Id, int Ordinal);

    /// <summary>Null when there is no such citizen, or they were erased.</summary>
    public static async Task<CitizenView?> FindAsync(CommandHandler handler, Guid id, CancellationToken ct)
    {
        var citizen = (await handler.LoadAsync(CitizenDecider.At(id), ct)).State;
        if (!citizen.Exists || citizen.IsErased)
            return null;
        var ordinals = citizen.Joined.Values.SelectMany(joined => joined).Distinct().Order();
        return new CitizenView(
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

    /// <summary>Why <see cref="FindAsync"/> finds nobody.</summary>
    public static async Task<Contracts.Refusal> WhyNotAsync(CommandHandler handler, Guid id, CancellationToken ct) =>
        (await handler.LoadAsync(CitizenDecider.At(id), ct)).State.IsErased ? Refusals.Erased : Refusals.NoCitizen;
}

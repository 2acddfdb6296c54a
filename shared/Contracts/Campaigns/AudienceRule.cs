namespace Omnichannel.Contracts.Campaigns;

/// <summary>One thing that must be so of a citizen: exactly one of its members says what.</summary>
public sealed record AudienceRule
{
    /// <summary>Their language is one of these.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    public AttributeRule? Attribute { get; init; }

    /// <summary>They consented to this purpose.</summary>
    public string? Consent { get; init; }

    /// <summary>They can be written to on this channel.</summary>
    public string? Channel { get; init; }

    /// <summary>They were last heard within so long, such as <c>90d</c>.</summary>
    public string? HeardWithin { get; init; }

    /// <summary>They stand on the list that was handed in.</summary>
    public bool IsListed { get; init; }

    /// <summary>It must not be so instead.</summary>
    public bool Not { get; init; }
}

/// <param name="Name">As in the citizen's attributes, such as <c>district</c>.</param>
/// <param name="Is">One of these values.</param>
public sealed record AttributeRule(string Name, IReadOnlyList<string> Is);

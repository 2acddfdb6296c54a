namespace Omnichannel.Contracts.Campaigns;

/// <summary>What starts a campaign for one citizen: something told from outside, or an event of the log.</summary>
public sealed record CampaignTrigger
{
    /// <summary>A life event of this type, such as <c>appointment-booked</c>.</summary>
    public string? LifeEvent { get; init; }

    /// <summary>A stored event of a conversation, such as <c>conversation.closed.v1</c>.</summary>
    public string? Event { get; init; }

    /// <summary>How long after it, such as <c>28d</c>; null = at once.</summary>
    public string? After { get; init; }

    /// <summary>How long before the time that a field of the life event tells; what is past by then is left out.</summary>
    public BeforeField? Before { get; init; }

    /// <summary>The fields of the life event that the purpose needs: the department is told no others.</summary>
    public IReadOnlyList<string>? Fields { get; init; }
}

/// <param name="Field">Holds a time (RFC 3339), or a day.</param>
/// <param name="Span">Such as <c>1d</c>.</param>
public sealed record BeforeField(string Field, string Span);

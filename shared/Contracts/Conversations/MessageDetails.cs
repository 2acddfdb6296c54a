namespace Omnichannel.Contracts;

/// <summary>What a citizen's message says besides its words; each part only where the channel has it.</summary>
public sealed record MessageDetails
{
    public string? Subject { get; init; }

    /// <summary>The name its sender goes by on that channel; claimed, not proven.</summary>
    public string? SenderName { get; init; }

    /// <summary>The provider's id of the message that this one answers.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The button or list entry that was chosen.</summary>
    public Choice? Choice { get; init; }

    public Place? Place { get; init; }

    public IReadOnlyList<ContactCard>? Cards { get; init; }

    /// <summary>A filled-in form, as the provider gave it: JSON.</summary>
    public string? Form { get; init; }

    /// <summary>Written by a machine (an absence note, a bounce): never answered automatically, and no reason to reopen anything.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Where the sender asks to be answered instead; claimed, not proven: it is written to, and never taken for the sender's.</summary>
    public ContactPoint? ReplyTo { get; init; }

    /// <summary>Forwarded, not the sender's own words.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>What the provider calls the kind of message where its words alone do not tell, such as <c>location</c> or <c>unsupported</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>HTML mail made safe by an allow-list, for showing; <c>Text</c> says the same in plain words.</summary>
    public string? SafeHtml { get; init; }

    /// <summary>True when the channel has proof that the sender's address is the sender's; null where the channel always has, or never asks.</summary>
    public bool? IsAuthenticated { get; init; }

    /// <summary>The provider's id of the group in which it was said; null = said to us alone.</summary>
    public string? Group { get; init; }
}

/// <param name="Id">What we named it when we offered it, or the provider's payload.</param>
public sealed record Choice(string Id, string Title);

/// <param name="Latitude">Degrees north, WGS 84.</param>
/// <param name="Longitude">Degrees east, WGS 84.</param>
public sealed record Place(double Latitude, double Longitude, string? Name, string? Address);

public sealed record ContactCard(string Name, IReadOnlyList<string> Phones, IReadOnlyList<string> Emails, string? Organization);

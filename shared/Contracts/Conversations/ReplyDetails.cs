namespace Omnichannel.Contracts;

/// <summary>What a reply is besides its words; a channel that cannot carry a part refuses it or puts it into words.</summary>
public sealed record ReplyDetails
{
    /// <summary>Of an e-mail; null = as in the thread.</summary>
    public string? Subject { get; init; }

    /// <summary>Answers the citizen can choose from: buttons, list entries or quick replies.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    /// <summary>A template that the provider has approved: the only thing some channels take outside their window.</summary>
    public Template? Template { get; init; }

    /// <summary>Sent by a program, not by a person: automatic mail says so in its headers.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Where one click ends such messages (RFC 8058); for what goes to many.</summary>
    public string? UnsubscribeUrl { get; init; }
}

/// <param name="Language">The provider's code, such as <c>en_GB</c>.</param>
/// <param name="Parameters">The body's placeholders in order.</param>
public sealed record Template(string Name, string Language, IReadOnlyList<string> Parameters);

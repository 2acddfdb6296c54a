namespace Omnichannel.Channels.Voice;

/// <summary>What a caller meets: a graph of named nodes, as a file describes it. Immutable; checked before it is used.</summary>
/// <param name="Numbers">Our numbers that it answers; empty = every number that no other menu names.</param>
/// <param name="Languages">As Twilio's voices are named (BCP 47, such as <c>en-GB</c>); the first one is spoken until another is chosen.</param>
/// <param name="Welcome">Said to a caller whose matter is still open, before the offer to go straight on; null = no such offer.</param>
internal sealed record Menu(
    string Name, IReadOnlyList<string> Numbers, IReadOnlyList<string> Languages, TimeZoneInfo TimeZone, IReadOnlySet<DateOnly> Holidays, string Start,
    LocalText? Welcome, MenuTexts Texts, IReadOnlyDictionary<string, MenuNode> Nodes)
{
    /// <summary>The language to speak: the wanted one if the menu has it (also by its first part alone), else the first.</summary>
    public string LanguageFor(string? wanted) =>
        Languages.FirstOrDefault(language => string.Equals(language, wanted, StringComparison.OrdinalIgnoreCase))
        ?? Languages.FirstOrDefault(language => wanted is not null && PrimaryOf(language).Equals(PrimaryOf(wanted), StringComparison.OrdinalIgnoreCase))
        ?? Languages[0];

    /// <summary>What the choice that leads to a node is called; null when none does.</summary>
    public LocalText? TitleOf(string node) => Nodes.Values.OfType<MenuNode.Gather>().SelectMany(gather => gather.Choices)
        .FirstOrDefault(choice => choice.Next == node)?.Title;

    private static string PrimaryOf(string language) => language.Split('-')[0];
}

/// <summary>One text in every language of its menu.</summary>
internal sealed record LocalText(IReadOnlyDictionary<string, string> ByLanguage)
{
    public string In(string language) => ByLanguage.TryGetValue(language, out var text) ? text : ByLanguage.Values.FirstOrDefault() ?? "";
}

/// <summary>What the menu says by itself. <c>{position}</c>, <c>{minutes}</c>, <c>{choice}</c> and <c>{key}</c> stand for what they name.</summary>
internal sealed record MenuTexts(
    LocalText NotUnderstood, LocalText Goodbye, LocalText Position, LocalText CallbackOffer, LocalText CallbackTaken, LocalText GoOn, LocalText Patience,
    LocalText AgentKey);

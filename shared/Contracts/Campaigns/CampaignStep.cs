namespace Omnichannel.Contracts.Campaigns;

/// <summary>One step: exactly one of its members says which.</summary>
/// <param name="Id">Its name within the campaign: small letters, digits and dashes.</param>
public sealed record CampaignStep(string Id)
{
    public SendStep? Send { get; init; }

    public WaitStep? Wait { get; init; }

    public HandOverStep? HandOver { get; init; }

    public FinishStep? Finish { get; init; }
}

/// <summary>
/// Writes over the first channel that can be used and was not used by this step before: reached again, it goes on with the next.
/// </summary>
/// <param name="Channels">In this order; <c>preferred</c> = as the citizen prefers, else where they were last heard.</param>
/// <param name="Text">By language. Placeholders in braces: <c>{name}</c>, <c>{department}</c>, <c>{preferences}</c> (the citizen's page),
/// <c>{fields.x}</c> of what started it, <c>{attributes.x}</c> of the citizen, <c>{answers.x}</c> of step x.</param>
/// <param name="Next">Where it goes on once it has written.</param>
/// <param name="Otherwise">Where it goes on when no channel is left.</param>
public sealed record SendStep(IReadOnlyList<string> Channels, IReadOnlyDictionary<string, string> Text, string Next, string Otherwise)
{
    /// <summary>Of an e-mail, by language.</summary>
    public IReadOnlyDictionary<string, string>? Subject { get; init; }

    /// <summary>What is said on the telephone, by language; null = the text.</summary>
    public IReadOnlyDictionary<string, string>? Spoken { get; init; }

    public IReadOnlyList<OfferedChoice>? Choices { get; init; }

    /// <summary>Approved templates of WhatsApp, by language of ours: the only thing that it takes outside its window.</summary>
    public IReadOnlyList<CampaignTemplate>? Templates { get; init; }
}

/// <param name="Id">What branches call it.</param>
/// <param name="Title">By language.</param>
public sealed record OfferedChoice(string Id, IReadOnlyDictionary<string, string> Title);

/// <param name="Language">Ours, such as <c>de</c>.</param>
/// <param name="Name">The provider's.</param>
/// <param name="Code">The provider's language code, such as <c>de_DE</c>.</param>
/// <param name="Parameters">With placeholders, as in a text.</param>
public sealed record CampaignTemplate(string Language, string Name, string Code, IReadOnlyList<string> Parameters);

/// <summary>Waits for the citizen's word.</summary>
/// <param name="For">So long, such as <c>2d</c>, <c>36h</c>, <c>30m</c>.</param>
/// <param name="Silence">Where it goes on when nothing came.</param>
public sealed record WaitStep(string For, string Silence)
{
    /// <summary>The first that fits is taken.</summary>
    public IReadOnlyList<AnswerBranch>? Branches { get; init; }

    /// <summary>Where any other word leads; null = to a person at the desk.</summary>
    public string? Otherwise { get; init; }
}

/// <summary>An answer and where it leads: exactly one of its other members says which answer.</summary>
public sealed record AnswerBranch(string Go)
{
    /// <summary>The choice of this id: a button, a key that was pressed, a number out of a list, or its title in words.</summary>
    public string? Choice { get; init; }

    /// <summary>The whole message is one of these words, whatever the case.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>There is one date in it.</summary>
    public bool Date { get; init; }

    /// <summary>There is one number in it, within these bounds.</summary>
    public NumberRange? Number { get; init; }
}

/// <param name="From">Included.</param>
/// <param name="To">Included.</param>
public sealed record NumberRange(int From, int To);

/// <summary>A person goes on: the conversation is put into a queue, and the campaign is over for this citizen.</summary>
public sealed record HandOverStep
{
    public string? Queue { get; init; }

    /// <summary>For the agent.</summary>
    public string? Note { get; init; }
}

/// <param name="Outcome">What the progress calls it, such as <c>confirmed</c>.</param>
public sealed record FinishStep(string Outcome);

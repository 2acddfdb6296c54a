namespace Omnichannel.Contracts.Campaigns;

/// <summary>What a campaign is: who writes, what for, to whom, and what it says and does step by step. A YAML file has the same members.</summary>
/// <param name="Name">For agents and on the citizen's page.</param>
/// <param name="Department">Who writes; citizens are told.</param>
/// <param name="Purpose">What for, as consents name it, such as <c>appointments</c>.</param>
/// <param name="LegalBasis">Why it may: one of <see cref="LegalBases"/>.</param>
/// <param name="Steps">The first is where everybody begins.</param>
public sealed record CampaignDefinition(string Name, string Department, string Purpose, string LegalBasis, IReadOnlyList<CampaignStep> Steps)
{
    /// <summary>What starts it for one citizen; null = it is started by hand, for its audience.</summary>
    public CampaignTrigger? Trigger { get; init; }

    /// <summary>All of these must hold; none = everybody who is known.</summary>
    public IReadOnlyList<AudienceRule>? Audience { get; init; }

    /// <summary>The language of those whose own it has no words in; null = <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>So many of a hundred are not written to, for comparison; chosen by their ids, so that the same are chosen again.</summary>
    public int HoldOutPercent { get; init; }

    /// <summary>Only on working days of the installation's calendar.</summary>
    public bool WorkingDaysOnly { get; init; }

    /// <summary>Danger to life or limb: passes quiet hours, working days and the contact budget, and nothing else.</summary>
    public bool IsEmergency { get; init; }
}

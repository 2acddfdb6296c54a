using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;

namespace Omnichannel.Outreach;

/// <summary>The commands of one enrolment.</summary>
internal abstract record EnrolmentCommand
{
    private EnrolmentCommand()
    {
    }

    /// <param name="Cause">What started it; see <see cref="Contracts.Events.OutreachEvent.Begun"/>.</param>
    public sealed record Begin(
        Guid CampaignId, int Version, CampaignDefinition Campaign, Guid CitizenId, Guid Cause, IReadOnlyList<NamedValue> Fields, string Step, DateTimeOffset DueAt,
        bool IsHeldOut, DateTimeOffset At) : EnrolmentCommand;

    /// <summary>A tick: does what is due.</summary>
    public sealed record Advance(Guid OutreachId, Situation Situation, DateTimeOffset At) : EnrolmentCommand;

    /// <summary>The citizen said something.</summary>
    public sealed record Answer(
        Guid MessageId, string Channel, string Text, Choice? Choice, CampaignDefinition Campaign, DateTimeOffset At) : EnrolmentCommand;

    /// <summary>What became of a message of ours.</summary>
    public sealed record Report(Guid MessageId, DeliveryState State, string? Reason, CampaignDefinition Campaign, DateTimeOffset At) : EnrolmentCommand;

    public sealed record Stop(string Reason, string Author, DateTimeOffset At) : EnrolmentCommand;
}

/// <summary>Everything that a step is decided by, apart from the enrolment's own state.</summary>
/// <param name="ApprovedBy">Who allowed the campaign.</param>
/// <param name="PreferencesLink">The citizen's own page.</param>
/// <param name="UnsubscribeLink">Where one click ends messages of the campaign's purpose.</param>
internal sealed record Situation(
    CampaignDefinition Campaign, CitizenFacts Citizen, ContactBudgetState Budget, OutreachOptions Options, string ApprovedBy, string PreferencesLink,
    string UnsubscribeLink);

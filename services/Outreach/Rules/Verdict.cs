using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;

namespace Omnichannel.Outreach;

/// <summary>May it be sent, over this channel, now?</summary>
/// <param name="Checks">Every rule that was checked until one said no, with its result.</param>
/// <param name="No">The rule that says no; null = it may.</param>
/// <param name="Until">When that rule will say yes; null = not while things are as they are.</param>
internal sealed record Verdict(IReadOnlyList<RuleCheck> Checks, Refusal? No, DateTimeOffset? Until)
{
    /// <summary>True when no other channel would change it.</summary>
    public bool IsForEveryChannel { get; init; }
}

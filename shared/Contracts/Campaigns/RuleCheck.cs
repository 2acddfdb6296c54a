namespace Omnichannel.Contracts.Campaigns;

/// <summary>A rule that was asked before something was sent, and what it said.</summary>
/// <param name="Rule">Its code, such as <c>quiet-hours</c>.</param>
/// <param name="Says">In a sentence without personal data.</param>
public sealed record RuleCheck(string Rule, string Says);

using System.ComponentModel.DataAnnotations;
using Omnichannel.Contracts.Campaigns;

namespace Omnichannel.Outreach;

/// <summary>A campaign as it stands in the log.</summary>
/// <param name="Status"><c>draft</c>, <c>approved</c>, <c>running</c>, <c>paused</c> or <c>cancelled</c>.</param>
/// <param name="Version">The latest.</param>
/// <param name="Author">Of the latest version: somebody else has to approve it.</param>
/// <param name="Source">The file it was written as; null when it came as JSON.</param>
/// <param name="Listed">How many citizens stand on its list.</param>
internal sealed record CampaignView(
    Guid Id, [property: AllowedValues("draft", "approved", "running", "paused", "cancelled")] string Status, int Version, string Author,
    DateTimeOffset DraftedAt, int ApprovedVersion, string? ApprovedBy, int StartedVersion,
    DateTimeOffset? StartedAt, int Listed, CampaignDefinition Definition, string? Source)
{
    public static CampaignView Of(Guid id, CampaignState state) => new(
        id, state.Status, state.Versions.Count, state.Latest!.Author, state.Latest.At, state.ApprovedVersion, state.ApprovedBy, state.StartedVersion,
        state.StartedAt, state.ListCount, state.Latest.Definition, state.Latest.Source);
}

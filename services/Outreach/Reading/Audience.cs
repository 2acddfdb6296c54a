using System.Runtime.CompilerServices;
using Dapper;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>The citizens that a campaign is meant for.</summary>
internal sealed class Audience(IReadModels readModels, CitizenFactsReader facts)
{
    private const int PageSize = 500;

    /// <summary>The citizens that all rules hold for, in pages by id; each once.</summary>
    public async IAsyncEnumerable<IReadOnlyList<CitizenFacts>> PagesAsync(
        CampaignDefinition campaign, Guid campaignId, Guid? listId, DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct)
    {
        var isListed = campaign.Audience?.Any(rule => rule is { IsListed: true, Not: false }) == true;
        for (string? after = ""; after is not null;)
        {
            var ids = await IdsAsync(after, isListed, campaignId, listId, ct);
            after = ids.Count == PageSize ? ids[^1] : null;
            var page = await facts.ReadAsync(ids.ConvertAll(Guid.Parse), ct);
            var unwanted = campaign.Audience?.Any(rule => rule is { IsListed: true, Not: true }) == true ? await ListedAsync(ids, campaignId, listId, ct) : [];
            var fitting = ids.Select(id => page[Guid.Parse(id)]).Where(citizen => citizen.IsKnown && !unwanted.Contains(citizen.Id) && Fits(campaign, citizen, now)).ToList();
            if (fitting.Count > 0)
                yield return fitting;
        }
    }

    /// <summary>Whether the rules hold for a citizen; lists are not checked here.</summary>
    public static bool Fits(CampaignDefinition campaign, CitizenFacts citizen, DateTimeOffset now) =>
        (campaign.Audience ?? []).All(rule => rule.IsListed || Holds(rule, citizen, now) != rule.Not);

    /// <summary>The same citizens are held out each time, and another set in another campaign.</summary>
    public static bool IsHeldOut(CampaignDefinition campaign, Guid campaignId, Guid citizenId) =>
        DerivedId.From("hold-out", campaignId.ToString(), citizenId.ToString()).ToByteArray()[0] * 100 / 256 < campaign.HoldOutPercent;

    private static bool Holds(AudienceRule rule, CitizenFacts citizen, DateTimeOffset now) => rule switch
    {
        { Languages: { } languages } => citizen.Language is { } own && languages.Any(one => own == one || own.StartsWith(one + "-", StringComparison.Ordinal)),
        { Attribute: { } attribute } => citizen.Attributes.TryGetValue(attribute.Name, out var value) && attribute.Is.Contains(value),
        { Consent: { } purpose } => citizen.Consents.GetValueOrDefault(purpose) is { Given: true },
        { Channel: { } channel } => citizen.AddressFor(channel) is { } address && !address.OptedOut.Contains(channel),
        { HeardWithin: { } span } => citizen.Addresses.Any(one => one.HeardAt >= now - Spans.Read(span)),
        _ => true,
    };

    private async Task<List<string>> IdsAsync(string after, bool isListed, Guid campaignId, Guid? listId, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            isListed
                ? "SELECT citizen_id FROM outreach_listed WHERE campaign_id = @campaign AND list_id = @list AND citizen_id > @after ORDER BY citizen_id LIMIT @limit"
                : "SELECT id FROM outreach_citizens WHERE id > @after ORDER BY id LIMIT @limit",
            new { campaign = campaignId.ToString(), list = listId?.ToString() ?? "", after, limit = PageSize }, cancellationToken: ct))).AsList();
    }

    private async Task<HashSet<Guid>> ListedAsync(List<string> ids, Guid campaignId, Guid? listId, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition(
            $"SELECT citizen_id FROM outreach_listed WHERE campaign_id = @campaign AND list_id = @list AND citizen_id IN {CitizenFactsReader.Among(ids.Select(Guid.Parse))}",
            new { campaign = campaignId.ToString(), list = listId?.ToString() ?? "" }, cancellationToken: ct))).Select(Guid.Parse)];
    }
}

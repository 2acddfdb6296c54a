using System.Globalization;
using Dapper;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>
/// Follows the log and enrols citizens in campaigns that are triggered by what happened. Of a life event each department learns only the fields its purpose
/// needs, and nothing where the citizen refuses that purpose.
/// </summary>
internal sealed class OutreachTriggers(
    CommandHandler handler, IReadModels readModels, OutreachProjection projection, ReadYourWrites clock, CitizenFactsReader facts, TimeProvider time) : ISubscriber
{
    public string Name => "outreach-triggers-1";

    /// <exception cref="TimeoutException">The read model is behind.</exception>
    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var telling = events.Where(one => one.Event is LifeEventEvent.Told or ConversationEvent.Closed).ToList();
        if (telling.Count == 0)
            return false;
        if (!await clock.ReachesAsync(projection, telling[^1].Recorded.Position, ct))
            throw new TimeoutException("The read model of outreach is behind.");
        foreach (var campaignId in await ListeningAsync(ct))
        {
            var campaign = (await handler.LoadAsync(CampaignDecider.At(campaignId), ct)).State;
            if (!campaign.IsRunning || campaign.DefinitionOf(campaign.StartedVersion) is not { Trigger: { } trigger } definition)
                continue;
            foreach (var one in telling)
                await BeginAsync(campaignId, campaign.StartedVersion, definition, trigger, one, ct);
        }

        return true;
    }

    private async Task BeginAsync(
        Guid campaignId, int version, CampaignDefinition campaign, CampaignTrigger trigger, FollowedEvent followed, CancellationToken ct)
    {
        var (recorded, now) = (followed.Recorded, time.GetUtcNow());
        switch (followed.Event)
        {
            case LifeEventEvent.Told told when trigger.LifeEvent == told.Type:
                var citizen = (await facts.ReadAsync([told.CitizenId], ct))[told.CitizenId];
                var needed = told.Fields.Where(field => trigger.Fields?.Contains(field.Name) == true).ToList();
                if (!Audience.Fits(campaign, citizen, now))
                    return;
                if (!await ShareAsync(campaignId, campaign, citizen, recorded, [.. needed.Select(field => field.Name)], now, ct))
                    return;
                if (Triggering.DueAt(trigger, told.Fields, told.At) is { } due && (due >= told.At || trigger.Before is null))
                    await EnrolAudience.BeginAsync(handler, campaignId, version, campaign, told.CitizenId, recorded.Id, needed, due, now, ct);
                break;
            case ConversationEvent.Closed closed when trigger.Event == recorded.Type:
                if (await CitizenOfAsync(recorded, ct) is { } citizenId && Audience.Fits(campaign, (await facts.ReadAsync([citizenId], ct))[citizenId], now))
                {
                    await EnrolAudience.BeginAsync(
                        handler, campaignId, version, campaign, citizenId, recorded.Id, [], Triggering.DueAt(trigger, [], closed.At) ?? closed.At, now, ct);
                }

                break;
        }
    }

    /// <returns>False where the citizen's refusal, or a missing consent, forbids it: the department does not learn of it.</returns>
    private async Task<bool> ShareAsync(
        Guid campaignId, CampaignDefinition campaign, CitizenFacts citizen, RecordedEvent recorded, IReadOnlyList<string> fields, DateTimeOffset now,
        CancellationToken ct)
    {
        var no = ContactRules.PersonRule(campaign, citizen, []);
        LifeEventEvent outcome = no is null
            ? new LifeEventEvent.Shared(campaignId, campaign.Department, campaign.Purpose, fields, now)
            : new LifeEventEvent.Withheld(campaignId, campaign.Department, campaign.Purpose, no.Code, now);
        await handler.HandleAsync(
            LifeEvents.At(Guid.Parse(recorded.StreamId)), outcome,
            new CommandContext(DerivedId.From("life-event", recorded.Id.ToString(), campaignId.ToString()), recorded.Id, recorded.Id, "outreach", now), ct);
        return no is null;
    }

    private async Task<List<Guid>> ListeningAsync(CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var ids = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT id FROM outreach_campaigns WHERE status = 'running' AND (life_event IS NOT NULL OR event IS NOT NULL)", cancellationToken: ct));
        return [.. ids.Select(Guid.Parse)];
    }

    private async Task<Guid?> CitizenOfAsync(RecordedEvent recorded, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT citizen_id FROM outreach_conversations WHERE id = @id", new { id = recorded.StreamId }, cancellationToken: ct))
            is { } id ? Guid.Parse(id) : null;
    }
}

/// <summary>When a campaign begins for what started it.</summary>
internal static class Triggering
{
    /// <summary>Null where the field that should hold a time does not.</summary>
    public static DateTimeOffset? DueAt(CampaignTrigger trigger, IReadOnlyList<NamedValue> fields, DateTimeOffset at)
    {
        if (trigger.Before is not { } before)
            return at + (Spans.Read(trigger.After) ?? TimeSpan.Zero);
        return DateTimeOffset.TryParse(
            fields.FirstOrDefault(field => field.Name == before.Field)?.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment - Spans.Read(before.Span)!.Value
            : null;
    }
}

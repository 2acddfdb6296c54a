using Dapper;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>
/// Begins a campaign with everybody in its audience. Cut off in the middle it begins from the first again: who has begun already begins no
/// second time, for the enrolment's id derives from campaign and citizen.
/// </summary>
internal sealed class EnrolAudience(
    IReadModels readModels, OutreachProjection projection, ReadYourWrites clock, ILogHead head, CommandHandler handler, Audience audience, TimeProvider time)
{
    private const int SideBySide = 64;

    /// <returns>True when a page of somebody's audience was begun.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var did = false;
        foreach (var id in await WaitingAsync(ct))
        {
            did = true;
            await BeginAllAsync(id, ct);
        }

        return did;
    }

    private async Task BeginAllAsync(Guid id, CancellationToken ct)
    {
        var state = await LoadAsync(id, ct);
        var version = state.StartedVersion;
        if (!state.IsRunning || state.ReachedVersion == version || state.DefinitionOf(version) is not { } campaign)
            return;
        var (begun, heldOut) = (0, 0);
        if (campaign.Trigger is null)
        {
            if (!await clock.ReachesAsync(projection, await head.HeadAsync(ct), ct))
                return;
            await foreach (var page in audience.PagesAsync(campaign, id, state.ListId, time.GetUtcNow(), ct))
            {
                // A pause, or the end, holds here too.
                if (!(await LoadAsync(id, ct)).IsRunning)
                    return;
                await Parallel.ForEachAsync(
                    page, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = ct },
                    async (citizen, stop) => await BeginAsync(handler, id, version, campaign, citizen.Id, id, [], time.GetUtcNow(), time.GetUtcNow(), stop));
                begun += page.Count;
                heldOut += page.Count(citizen => Audience.IsHeldOut(campaign, id, citizen.Id));
            }
        }

        var now = time.GetUtcNow();
        await handler.HandleAsync(
            CampaignDecider.At(id), new CampaignCommand.ReachAudience(version, begun, heldOut, now),
            CommandContext.First(DerivedId.From("audience-reached", id.ToString(), $"{version}"), "outreach", now), ct);
    }

    /// <summary>Begins one enrolment, unless it has begun.</summary>
    public static Task<Handled<EnrolmentState>> BeginAsync(
        CommandHandler handler, Guid campaignId, int version, Contracts.Campaigns.CampaignDefinition campaign, Guid citizenId, Guid cause,
        IReadOnlyList<NamedValue> fields, DateTimeOffset dueAt, DateTimeOffset now, CancellationToken ct)
    {
        var id = OutreachWorkflow.IdOf(campaignId, citizenId, cause);
        var first = OutreachWorkflow.Enter(campaign, campaign.Steps[0].Id, "begun", dueAt);
        var command = new EnrolmentCommand.Begin(
            campaignId, version, campaign, citizenId, cause, fields, first.Step, first.DueAt, Audience.IsHeldOut(campaign, campaignId, citizenId), now);
        return handler.HandleAsync(
            OutreachWorkflow.At(id), command,
            new CommandContext(DerivedId.From("begin", id.ToString()), cause, cause, "outreach", now), ct);
    }

    private async Task<List<Guid>> WaitingAsync(CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var ids = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT id FROM outreach_campaigns WHERE status = 'running' AND started_version <> coalesce(reached_version, 0)", cancellationToken: ct));
        return [.. ids.Select(Guid.Parse)];
    }

    private async Task<CampaignState> LoadAsync(Guid id, CancellationToken ct) =>
        (await handler.LoadAsync(CampaignDecider.At(id), ct)).State;
}

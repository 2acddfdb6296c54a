using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>Whom a campaign would reach if it were started now, through what and at what cost; and why not the others.</summary>
internal sealed class PreviewCampaign(
    CommandHandler handler, IReadModels readModels, OutreachProjection projection, ReadYourWrites clock, ILogHead head, Audience audience, OutreachOptions options,
    TimeProvider time)
{
    /// <param name="Matching">Whom the audience's rules hold for.</param>
    /// <param name="Reached">Who would be written to at once.</param>
    /// <param name="Held">Who would be written to later.</param>
    /// <param name="Cost">In hundredths of a cent: of the first message to everybody who is reached or held.</param>
    internal sealed record View(
        int Version, int Matching, int HeldOut, int Reached, int Held, int Refused, long Cost, IReadOnlyList<Count> Channels, IReadOnlyList<Count> Languages,
        IReadOnlyList<Rule> Rules, IReadOnlyList<Example> Examples);

    internal sealed record Count(string Name, int People, long Cost);

    /// <param name="IsForGood">False: it only holds them back for a while.</param>
    /// <param name="Citizens">Some of them.</param>
    internal sealed record Rule(string Code, string Says, bool IsForGood, int People, IReadOnlyList<Guid> Citizens);

    /// <summary>A message as it would be.</summary>
    internal sealed record Example(Guid CitizenId, string Channel, string Language, string Text);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/preview", (Guid id, PreviewCampaign slice, CancellationToken ct) => slice.HandleAsync(id, ct))
            .RequireScope(Scopes.Agent).Produces<View>()
            .WithName(nameof(PreviewCampaign)).WithSummary("Whom it would reach, through what, at what cost; and why not the others");

    public async Task<IResult> HandleAsync(Guid id, CancellationToken ct)
    {
        var state = (await handler.LoadAsync(CampaignDecider.At(id), ct)).State;
        if (state.Latest is not { } latest)
            return CommandResults.Refused(Refusals.NoCampaign);
        if (!await clock.ReachesAsync(projection, await head.HeadAsync(ct), ct))
            return Hosting.Problems.Of(503, "read-model.behind", "The read model of outreach is behind; try again.");
        var tally = new PreviewTally(latest.Definition, options);
        var now = time.GetUtcNow();
        await foreach (var page in audience.PagesAsync(latest.Definition, id, state.ListId, now, ct))
        {
            var budgets = await BudgetsAsync(page, now, ct);
            foreach (var citizen in page)
                tally.Add(id, citizen, budgets.GetValueOrDefault(citizen.Id) ?? ContactBudgetState.Initial, now);
        }

        return Results.Ok(tally.View(latest.Version));
    }

    /// <summary>As the log has them; only of citizens who were ever written to.</summary>
    private async Task<Dictionary<Guid, ContactBudgetState>> BudgetsAsync(IReadOnlyList<CitizenFacts> page, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var written = await Dapper.SqlMapper.QueryAsync<string>(connection, new Dapper.CommandDefinition(
            $"SELECT DISTINCT citizen_id FROM outreach_enrolments WHERE citizen_id IN {CitizenFactsReader.Among(page.Select(one => one.Id))} AND sent_at > @since",
            new { since = Microseconds.Of(now - TimeSpan.FromDays(options.BudgetDays)) }, cancellationToken: ct));
        var budgets = new Dictionary<Guid, ContactBudgetState>();
        foreach (var citizen in written.Select(Guid.Parse))
            budgets[citizen] = (await handler.LoadAsync(ContactBudget.At(citizen), ct)).State;
        return budgets;
    }

    internal static long CostOf(string channel, string text, OutreachOptions options) =>
        (long)options.Cost.GetValueOrDefault(channel) * (ChannelTraits.Of(channel).IsBilledInParts ? SmsText.SizeOf(SmsText.Compose(text)).Parts : 1);
}

using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>
/// Runs a campaign against past events: whom it would have reached, when, and what would have been held back. Nothing is sent and
/// nothing is stored. Citizens are taken as they are known today; nobody answers, and every message arrives.
/// </summary>
internal sealed class Backtest(
    CommandHandler handler, IEventStore store, LogTimes times, Audience audience, CitizenFactsReader facts, OutreachOptions options, TimeProvider time)
{
    private const int MostPeople = 200_000;
    private static readonly TimeSpan Standard = TimeSpan.FromDays(30);

    /// <param name="From">Null = 30 days before the end.</param>
    /// <param name="To">Null = now.</param>
    internal sealed record Body(DateTimeOffset? From, DateTimeOffset? To);

    /// <param name="Occasions">How often it would have begun.</param>
    internal sealed record View(
        DateTimeOffset From, DateTimeOffset To, int Occasions, int People, int HeldOut, int Reached, int Messages, long Cost,
        IReadOnlyList<Day> Days, IReadOnlyList<RehearsalTally.Held> HeldBack, IReadOnlyList<RehearsalTally.Example> Examples)
    {
        [JsonInclude]
        public string Assumes => "Citizens as they are known today; nobody answers; every message arrives.";
    }

    internal sealed record Day(DateOnly Date, int Messages);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/rehearse", (Guid id, Body? body, Backtest slice, CancellationToken ct) => slice.HandleAsync(id, body, ct))
            .RequireScope(Scopes.Agent).Produces<View>().WithName(nameof(Backtest)).WithSummary("Play it over what really happened, without sending");

    public async Task<IResult> HandleAsync(Guid id, Body? body, CancellationToken ct)
    {
        var state = (await handler.LoadAsync(CampaignDecider.At(id), ct)).State;
        if (state.Latest is not { Definition: var campaign })
            return CommandResults.Refused(Refusals.NoCampaign);
        var to = body?.To ?? time.GetUtcNow();
        var from = body?.From ?? to - Standard;
        if (from >= to)
            return CommandResults.Refused(Refusals.BadRange);
        var tally = new RehearsalTally(id, campaign, options);
        if (campaign.Trigger is { } trigger)
            await PlayEventsAsync(campaign, trigger, from, to, tally, ct);
        else
            await PlayAudienceAsync(id, state, campaign, from, tally, ct);
        return Results.Ok(tally.View(from, to));
    }

    private async Task PlayAudienceAsync(Guid id, CampaignState state, CampaignDefinition campaign, DateTimeOffset from, RehearsalTally tally, CancellationToken ct)
    {
        await foreach (var page in audience.PagesAsync(campaign, id, state.ListId, from, ct))
        {
            foreach (var citizen in page.TakeWhile(_ => tally.Occasions < MostPeople))
                tally.Add(citizen, id, [], from);
        }
    }

    private async Task PlayEventsAsync(
        CampaignDefinition campaign, CampaignTrigger trigger, DateTimeOffset from, DateTimeOffset to, RehearsalTally tally, CancellationToken ct)
    {
        var owners = new Dictionary<string, Guid>();
        var type = trigger.Event ?? "life-event.told.v1";
        var filter = EventFilter.Everything with { Types = [type], Until = await times.PositionBeforeAsync(to, ct) };
        await foreach (var recorded in store.ReadAllAsync(await times.PositionBeforeAsync(from, ct), filter, ct))
        {
            if (tally.Occasions >= MostPeople)
                return;
            var (citizenId, fields, at) = EventCatalog.Deserialize(recorded) switch
            {
                LifeEventEvent.Told told when told.Type == trigger.LifeEvent => (told.CitizenId, told.Fields, told.At),
                ConversationEvent.Closed closed when await OwnerAsync(recorded.Stream, owners, ct) is { } owner => (owner, (IReadOnlyList<NamedValue>)[], closed.At),
                _ => default,
            };
            if (citizenId == Guid.Empty || Triggering.DueAt(trigger, fields, at) is not { } due || (trigger.Before is not null && due < at))
                continue;
            var citizen = (await facts.ReadAsync([citizenId], ct))[citizenId];
            if (citizen.IsKnown && Audience.Fits(campaign, citizen, at))
                tally.Add(citizen, recorded.Id, [.. fields.Where(field => trigger.Fields?.Contains(field.Name) == true)], due);
        }
    }

    /// <summary>A conversation's first event says whose it is.</summary>
    private async Task<Guid?> OwnerAsync(string stream, Dictionary<string, Guid> owners, CancellationToken ct)
    {
        if (owners.TryGetValue(stream, out var known))
            return known;
        await foreach (var recorded in store.ReadStreamAsync(StreamName.TryParse(stream, out var name) ? name.Value : default, 0, ct))
            return EventCatalog.Deserialize(recorded) is ConversationEvent.Opened opened ? owners[stream] = opened.CitizenId : null;
        return null;
    }
}

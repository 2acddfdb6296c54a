using Dapper;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>Who wrote first to a citizen and why, and which departments learnt of what happened to them, the latest first.</summary>
internal sealed class CitizenHistory(CommandHandler handler, IEventStore store, IReadModels readModels)
{
    private const int Most = 100;

    internal sealed record View(IReadOnlyList<Contact> Contacts, IReadOnlyList<Notice> LifeEvents);

    internal sealed record Contact(DateTimeOffset At, string Department, string Campaign, string Purpose, string Channel, string LegalBasis);

    /// <param name="Reason">Why it was withheld; null = it was shared.</param>
    internal sealed record Notice(DateTimeOffset At, string Type, string Department, string Purpose, IReadOnlyList<string> Fields, string? Reason);

    public async Task<View> ReadAsync(Guid citizenId, CancellationToken ct)
    {
        var budget = (await handler.LoadAsync(ContactBudget.At(citizenId), ct)).State;
        var contacts = new List<Contact>();
        foreach (var spent in budget.Contacts.Where(one => !budget.Returned.Contains(one.MessageId)).Reverse().Take(Most))
        {
            var campaign = (await handler.LoadAsync(CampaignDecider.At(spent.CampaignId), ct)).State.Latest?.Definition;
            contacts.Add(new Contact(spent.At, spent.Department, campaign?.Name ?? "", spent.Purpose, spent.Channel, campaign?.LegalBasis ?? ""));
        }

        return new View(contacts, await LifeEventsAsync(citizenId, ct));
    }

    private async Task<IReadOnlyList<Notice>> LifeEventsAsync(Guid citizenId, CancellationToken ct)
    {
        var told = new List<Notice>();
        foreach (var id in await IdsAsync(citizenId, ct))
        {
            var type = "";
            await foreach (var recorded in store.ReadStreamAsync(LifeEvents.StreamOf(id), 0, ct))
            {
                switch (EventCatalog.Deserialize(recorded))
                {
                    case LifeEventEvent.Told e:
                        type = e.Type;
                        break;
                    case LifeEventEvent.Shared e:
                        told.Add(new Notice(e.At, type, e.Department, e.Purpose, e.Fields, null));
                        break;
                    case LifeEventEvent.Withheld e:
                        told.Add(new Notice(e.At, type, e.Department, e.Purpose, [], e.Reason));
                        break;
                }
            }
        }

        return [.. told.OrderByDescending(one => one.At)];
    }

    private async Task<IEnumerable<Guid>> IdsAsync(Guid citizenId, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT id FROM outreach_life_events WHERE citizen_id = @id ORDER BY at DESC LIMIT @most", new { id = citizenId.ToString(), most = Most },
            cancellationToken: ct))).Select(Guid.Parse);
    }
}

using System.Data.Common;
using Dapper;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>Looks up, for many events at once, which citizens and enrolments they concern.</summary>
internal sealed class EnrolmentLookup(IReadModels readModels)
{
    /// <param name="SentAt">When it last wrote; null = not yet.</param>
    /// <param name="Messages">All that it wrote.</param>
    internal sealed record Enrolment(Guid Id, Guid CampaignId, int Version, Guid CitizenId, string Purpose, long? SentAt, IReadOnlyList<Guid> Messages);

    internal sealed record Known(
        IReadOnlyDictionary<Guid, Guid> ByConversation, IReadOnlyDictionary<Guid, Guid> ByContactPoint, IReadOnlyDictionary<Guid, Enrolment> ByMessage,
        ILookup<Guid, Enrolment> ByCitizen)
    {
        public IEnumerable<Enrolment> Of(Guid? citizen) => citizen is { } id ? ByCitizen[id] : [];

        /// <summary>Those that have written already, the latest first: only these can be answered by an inbound message.</summary>
        public IEnumerable<Enrolment> WrittenTo(Guid? citizen) => Of(citizen).Where(enrolment => enrolment.SentAt is not null).OrderByDescending(enrolment => enrolment.SentAt);
    }

    /// <summary>False where no campaign ever began: then nothing has to be looked up.</summary>
    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition("SELECT id FROM outreach_enrolments LIMIT 1", cancellationToken: ct)) is not null;
    }

    public async Task<Known> FindAsync(IReadOnlyList<CitizenSignal> heard, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var conversations = await PairsAsync(connection, "outreach_conversations", "id", "citizen_id", OfCategory(heard, "conversation"), ct);
        var contactPoints = await PairsAsync(connection, "outreach_addresses", "id", "citizen_id", OfCategory(heard, "contactpoint"), ct);
        var reported = heard.Select(one => one.Event).OfType<ConversationEvent.DeliveryReported>().Select(e => e.MessageId).Distinct().ToList();
        var messages = await PairsAsync(connection, "outreach_messages", "message_id", "enrolment_id", reported, ct);
        var citizens = conversations.Values.Concat(contactPoints.Values).Concat(OfCategory(heard, "citizen")).Distinct().ToList();
        var enrolments = await EnrolmentsAsync(connection, messages.Values.Distinct().ToList(), citizens, ct);
        var byId = enrolments.ToDictionary(one => one.Enrolment.Id, one => one.Enrolment);
        return new Known(
            conversations, contactPoints,
            messages.Where(pair => byId.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => byId[pair.Value]),
            enrolments.Where(one => one.GoesOn).Select(one => one.Enrolment).ToLookup(enrolment => enrolment.CitizenId));
    }

    private static List<Guid> OfCategory(IReadOnlyList<CitizenSignal> heard, string category) =>
        [.. heard.Where(one => one.Category == category).Select(one => one.StreamId).Distinct()];

    private static async Task<Dictionary<Guid, Guid>> PairsAsync(
        DbConnection connection, string table, string key, string value, List<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
            return [];
        var rows = await connection.QueryAsync<(string Key, string Value)>(new CommandDefinition(
            $"SELECT {key}, {value} FROM {table} WHERE {key} IN {CitizenFactsReader.Among(ids)} AND {value} IS NOT NULL", cancellationToken: ct));
        return rows.ToDictionary(row => Guid.Parse(row.Key), row => Guid.Parse(row.Value));
    }

    private static async Task<List<(Enrolment Enrolment, bool GoesOn)>> EnrolmentsAsync(DbConnection connection, List<Guid> ids, List<Guid> citizens, CancellationToken ct)
    {
        var wanted = new List<string>();
        if (ids.Count > 0)
            wanted.Add($"w.id IN {CitizenFactsReader.Among(ids)}");
        if (citizens.Count > 0)
            wanted.Add($"(w.citizen_id IN {CitizenFactsReader.Among(citizens)} AND w.status IN ('active', 'held-out'))");
        if (wanted.Count == 0)
            return [];
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            SELECT w.id, w.campaign_id, w.version, w.citizen_id, w.status, w.sent_at, w.begun_at, c.purpose
            FROM outreach_enrolments w JOIN outreach_campaigns c ON c.id = w.campaign_id WHERE {string.Join(" OR ", wanted)}
            """,
            cancellationToken: ct))).AsList();
        if (rows.Count == 0)
            return [];
        var messages = (await connection.QueryAsync<(string Enrolment, string Message)>(new CommandDefinition(
            $"SELECT enrolment_id, message_id FROM outreach_messages WHERE enrolment_id IN {CitizenFactsReader.Among(rows.Select(row => Guid.Parse(row.Id)))}",
            cancellationToken: ct))).ToLookup(row => row.Enrolment, row => Guid.Parse(row.Message));
        return rows.ConvertAll(row => (
            new Enrolment(
                Guid.Parse(row.Id), Guid.Parse(row.CampaignId), (int)row.Version, Guid.Parse(row.CitizenId), row.Purpose,
                // The control group is never written to: a contact after the campaign began is what is compared.
                row.Status == "held-out" ? row.BegunAt : row.SentAt, [.. messages[row.Id]]),
            row.Status is EnrolmentRows.Active or "held-out"));
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string CampaignId { get; init; }
        public long Version { get; init; }
        public required string CitizenId { get; init; }
        public required string Status { get; init; }
        public long? SentAt { get; init; }
        public long BegunAt { get; init; }
        public required string Purpose { get; init; }
    }
}

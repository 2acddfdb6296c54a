using System.Data.Common;
using System.Text.Json;
using Dapper;
using NodaTime;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>Facts of many citizens at once, from the read model.</summary>
internal sealed class CitizenFactsReader(IReadModels readModels)
{
    /// <summary>Of each id; who is not known has facts that say so. Five queries, however many there are.</summary>
    public async Task<IReadOnlyDictionary<Guid, CitizenFacts>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
            return new Dictionary<Guid, CitizenFacts>();
        await using var connection = await readModels.OpenAsync(ct);
        var among = Among(ids);
        var citizens = await QueryAsync<CitizenRow>(
            connection, $"SELECT id, name, language, time_zone, channels, is_contact_forbidden FROM outreach_citizens WHERE id IN {among}", ct);
        var attributes = (await QueryAsync<AttributeRow>(
            connection, $"SELECT citizen_id, name, value FROM outreach_attributes WHERE citizen_id IN {among}", ct)).ToLookup(row => row.CitizenId);
        var consents = (await QueryAsync<ConsentRow>(
            connection, $"SELECT citizen_id, purpose, given, source, at FROM outreach_consents WHERE citizen_id IN {among}", ct)).ToLookup(row => row.CitizenId);
        var addresses = (await QueryAsync<AddressRow>(
            connection,
            $"SELECT id, citizen_id, kind, address, heard_on, heard_at FROM outreach_addresses WHERE citizen_id IN {among} AND kind IS NOT NULL ORDER BY id", ct))
            .ToLookup(row => row.CitizenId);
        var optOuts = (await QueryAsync<OptOutRow>(
            connection,
            $"SELECT o.contact_point_id, o.channel FROM outreach_opt_outs o JOIN outreach_addresses a ON a.id = o.contact_point_id WHERE o.is_out = 1 AND a.citizen_id IN {among}",
            ct)).ToLookup(row => row.ContactPointId, row => row.Channel);
        var known = citizens.ToDictionary(row => Guid.Parse(row.Id));
        return ids.Distinct().ToDictionary(id => id, id => known.TryGetValue(id, out var row) ? FactsOf(id, row) : new CitizenFacts(id));

        CitizenFacts FactsOf(Guid id, CitizenRow row) => new(id)
        {
            IsKnown = true,
            Name = row.Name,
            Language = row.Language,
            TimeZone = row.TimeZone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(row.TimeZone),
            PreferredChannels = row.Channels is null ? [] : JsonSerializer.Deserialize<string[]>(row.Channels)!,
            IsContactForbidden = row.IsContactForbidden == 1,
            Attributes = attributes[row.Id].ToDictionary(one => one.Name, one => one.Value),
            Consents = consents[row.Id].ToDictionary(one => one.Purpose, one => new ConsentFact(one.Given == 1, one.Source, Microseconds.ToTime(one.At))),
            Addresses =
            [
                .. addresses[row.Id].Select(one => new AddressFact(
                    Guid.Parse(one.Id), new ContactPoint(one.Kind, one.Address), [.. optOuts[one.Id]], one.HeardOn,
                    one.HeardAt is { } at ? Microseconds.ToTime(at) : null)),
            ],
        };
    }

    /// <summary>Ids are ours and of one form: they can stand in the statement itself, as many as there are.</summary>
    internal static string Among(IEnumerable<Guid> ids) => $"({string.Join(',', ids.Select(id => $"'{id}'"))})";

    private static Task<IEnumerable<T>> QueryAsync<T>(DbConnection connection, string sql, CancellationToken ct) =>
        connection.QueryAsync<T>(new CommandDefinition(sql, cancellationToken: ct));

    private sealed class CitizenRow
    {
        public required string Id { get; init; }
        public string? Name { get; init; }
        public string? Language { get; init; }
        public string? TimeZone { get; init; }
        public string? Channels { get; init; }
        public long? IsContactForbidden { get; init; }
    }

    private sealed class AttributeRow
    {
        public required string CitizenId { get; init; }
        public required string Name { get; init; }
        public required string Value { get; init; }
    }

    private sealed class ConsentRow
    {
        public required string CitizenId { get; init; }
        public required string Purpose { get; init; }
        public long Given { get; init; }
        public required string Source { get; init; }
        public long At { get; init; }
    }

    private sealed class AddressRow
    {
        public required string Id { get; init; }
        public required string CitizenId { get; init; }
        public required string Kind { get; init; }
        public required string Address { get; init; }
        public string? HeardOn { get; init; }
        public long? HeardAt { get; init; }
    }

    private sealed class OptOutRow
    {
        public required string ContactPointId { get; init; }
        public required string Channel { get; init; }
    }
}

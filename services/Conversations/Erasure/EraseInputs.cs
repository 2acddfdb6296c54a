using System.Text;
using Dapper;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sealing;

namespace Omnichannel.Conversations;

/// <summary>Input that no adapter could read belongs to nobody: what has one of the citizen's addresses in it is taken for theirs.</summary>
internal sealed class EraseInputs(IReadModels readModels, ReadYourWrites clock, TrackingProjection projection, IEventStore store, CommandHandler handler)
{
    private const int PageSize = 200;

    /// <param name="position">The list of inputs has to have got as far as this.</param>
    /// <returns>The subjects that they were sealed for.</returns>
    public async Task<List<Guid>> EraseAsync(IReadOnlyCollection<ContactPoint> addresses, long position, DateTimeOffset at, CancellationToken ct)
    {
        var needles = addresses.SelectMany(NeedlesOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var subjects = new List<Guid>();
        if (needles.Count == 0)
            return subjects;
        if (!await clock.ReachesAsync(projection, position, ct))
            throw new TimeoutException("The list of parked inputs is behind.");
        var after = "";
        while (true)
        {
            var ids = await PageAsync(after, ct);
            foreach (var id in ids)
            {
                var input = InputDecider.At(Guid.Parse(id));
                if (!await MentionsAsync(input.Stream, needles, ct))
                    continue;
                await handler.HandleAsync(
                    input, new InputEvent.Erased(Guid.Parse(id), at),
                    CommandContext.First(DerivedId.From("erase-input", id), "conversations", at), ct);
                subjects.Add(Subjects.OwnOf(input.Stream));
            }

            if (ids.Count < PageSize)
                return subjects;
            after = ids[^1];
        }
    }

    /// <summary>An address as it may stand in what a provider posts: plain, escaped, a number also without its plus.</summary>
    private static IEnumerable<string> NeedlesOf(ContactPoint contactPoint)
    {
        if (contactPoint.Address.Length < 4)
            yield break;
        yield return contactPoint.Address;
        yield return Uri.EscapeDataString(contactPoint.Address);
        if (contactPoint.Kind == ContactPoint.Phone && contactPoint.Address.TrimStart('+') is { Length: >= 7 } digits)
            yield return digits;
    }

    private async Task<bool> MentionsAsync(StreamName stream, HashSet<string> needles, CancellationToken ct)
    {
        await foreach (var recorded in store.ReadStreamAsync(stream, 0, ct))
        {
            if (EventCatalog.Deserialize(recorded) is InputEvent.Parked parked)
            {
                var text = Encoding.UTF8.GetString(parked.Body);
                if (needles.Any(needle => text.Contains(needle, StringComparison.OrdinalIgnoreCase)))
                    return true;
            }
        }

        return false;
    }

    private async Task<List<string>> PageAsync(string after, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT id FROM inputs WHERE id > @after ORDER BY id LIMIT @limit", new { after, limit = PageSize }, cancellationToken: ct))).AsList();
    }
}

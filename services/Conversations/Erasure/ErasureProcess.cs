using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sealing;

namespace Omnichannel.Conversations;

/// <summary>
/// Follows the log and carries erasures out. Each step is safe to repeat, and their order matters: the addresses go before the
/// conversations, so that a message that meets an erased conversation finds the address free; the keys go when everything that has to be read
/// with them has been read; and what the database still holds of the rows goes last.
/// </summary>
internal sealed partial class ErasureProcess(
    CommandHandler handler, IEventStore store, EraseConversations conversations, EraseInputs inputs, EraseTraces traces, PersonalKeys keys,
    TimeProvider time, ILogger<ErasureProcess> log) : ISubscriber
{
    public string Name => "erasure-1";

    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var did = false;
        foreach (var (recorded, e) in events)
        {
            if (e is not CitizenEvent.Erased || !StreamName.TryParse(recorded.Stream, out var stream))
                continue;
            await EraseAsync(Guid.Parse(stream.Value.Id), recorded.Position, ct);
            did = true;
        }

        return did;
    }

    private async Task EraseAsync(Guid citizenId, long position, CancellationToken ct)
    {
        var citizen = CitizenDecider.At(citizenId);
        if ((await handler.LoadAsync(citizen, ct)).State.IsErasureDone)
            return;
        var now = time.GetUtcNow();
        var (contactPoints, addresses) = await ContactPointsAsync(citizen.Stream, ct);
        var subjects = new HashSet<Guid> { citizenId };
        foreach (var id in contactPoints)
        {
            await EraseCitizen.ReleaseAsync(handler, citizenId, id, now, ct);
            subjects.UnionWith(await HoldersAsync(citizenId, id, ct));
        }

        var erased = await conversations.EraseAsync(citizenId, now, ct);
        subjects.UnionWith(erased.Subjects);
        var parked = await inputs.EraseAsync(addresses, position, now, ct);
        subjects.UnionWith(parked);
        await keys.DestroyAsync(subjects, ct);
        await traces.ForgetAsync([citizenId, .. erased.Ids], ct);
        await handler.HandleAsync(
            citizen,
            new CitizenCommand.FinishErasure(erased.Conversations, contactPoints.Count, erased.Files, parked.Count, time.GetUtcNow()),
            new CommandContext(DerivedId.From("erasure-done", citizenId.ToString()), citizenId, citizenId, "conversations", time.GetUtcNow()), ct);
        Log.Done(log, citizenId, erased.Conversations, erased.Files);
    }

    /// <summary>From the events, for the state has forgotten the addresses already.</summary>
    private async Task<(HashSet<Guid> Ids, HashSet<ContactPoint> Addresses)> ContactPointsAsync(StreamName stream, CancellationToken ct)
    {
        var ids = new HashSet<Guid>();
        var addresses = new HashSet<ContactPoint>();
        await foreach (var recorded in store.ReadStreamAsync(stream, 0, ct))
        {
            switch (EventCatalog.Deserialize(recorded))
            {
                case CitizenEvent.ContactPointAdded e:
                    ids.Add(e.ContactPointId);
                    addresses.Add(e.ContactPoint);
                    break;
                case CitizenEvent.ConversationJoined e:
                    ids.Add(e.ContactPointId);
                    break;
            }
        }

        return (ids, addresses);
    }

    /// <summary>The subjects that data was sealed for at an address before it became the citizen's.</summary>
    private async Task<List<Guid>> HoldersAsync(Guid citizenId, Guid contactPointId, CancellationToken ct)
    {
        var stream = ContactPointDecider.StreamOf(contactPointId);
        var holder = Subjects.OwnOf(stream);
        var holders = new List<Guid>();
        await foreach (var recorded in store.ReadStreamAsync(stream, 0, ct))
        {
            switch (EventCatalog.Deserialize(recorded))
            {
                case ContactPointEvent.Released e:
                    holder = e.HolderId;
                    break;
                case ContactPointEvent.Linked e when e.CitizenId == citizenId:
                    holders.Add(holder);
                    break;
            }
        }

        return holders;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Citizen {CitizenId} is erased: {Conversations} conversations, {Files} files")]
        public static partial void Done(ILogger log, Guid citizenId, int conversations, int files);
    }
}

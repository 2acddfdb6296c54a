using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <param name="MessageId">The message that leads to them.</param>
/// <param name="From">Their address, canonical.</param>
/// <param name="Proven">Further addresses proven to be theirs.</param>
internal sealed record Correspondent(Guid MessageId, ContactPoint From, IReadOnlyList<ContactPoint> Proven, DateTimeOffset HeardAt);

/// <summary>Whose a message is: the citizen its contact point is linked to, the one a proven address is linked to, or a new one.</summary>
internal sealed class CitizenOfContactPoint(CommandHandler handler, ContactPointIds ids)
{
    private const string Author = "conversations";

    private static string ProofOf(Correspondent message) => message.Proven.Count > 0 ? "verified" : "first-contact";

    public async Task<(Guid ContactPointId, Guid CitizenId, CitizenState Citizen)> FindOrRegisterAsync(Correspondent message, CancellationToken ct)
    {
        var contactPointId = await ids.IdOfAsync(message.From, ct);
        var citizenId = (await RecallAsync(contactPointId, ct)).CitizenId
            ?? await ClaimAsync(message, contactPointId, await WishedCitizenAsync(message, contactPointId, ct), ct);
        var citizen = (await handler.RecallAsync(CitizenDecider.Decider, CitizenDecider.StreamOf(citizenId), ct)).State;
        citizen = await AddAsync(message, citizenId, citizen, contactPointId, message.From, ProofOf(message), ct);
        foreach (var proven in message.Proven)
            citizen = await LinkProvenAsync(message, citizenId, citizen, proven, ct);
        return (contactPointId, citizenId, citizen);
    }

    /// <summary>A proven address that is somebody's already makes the writer that citizen; else a new one, whose id follows from the address.</summary>
    private async Task<Guid> WishedCitizenAsync(Correspondent message, Guid contactPointId, CancellationToken ct)
    {
        foreach (var proven in message.Proven)
        {
            if ((await RecallAsync(await ids.IdOfAsync(proven, ct), ct)).CitizenId is { } known)
                return known;
        }

        return DerivedId.From("citizen", contactPointId.ToString());
    }

    private async Task<Guid> ClaimAsync(Correspondent message, Guid contactPointId, Guid citizenId, CancellationToken ct)
    {
        var claim = new ContactPointCommand.Claim(citizenId, message.From, ProofOf(message), Author, message.HeardAt);
        var handled = await handler.HandleAsync(
            ContactPointDecider.Decider, ContactPointDecider.StreamOf(contactPointId), claim, Because(message, $"claim-{contactPointId}"), ct);
        return handled.State.CitizenId!.Value;
    }

    /// <summary>An address proven to be the writer's becomes theirs, unless it is another citizen's: joining those is an agent's decision.</summary>
    private async Task<CitizenState> LinkProvenAsync(
        Correspondent message, Guid citizenId, CitizenState citizen, ContactPoint proven, CancellationToken ct)
    {
        var provenId = await ids.IdOfAsync(proven, ct);
        if (citizen.ContactPoints.ContainsKey(provenId))
            return citizen;
        var claim = new ContactPointCommand.Claim(citizenId, proven, "verified", Author, message.HeardAt);
        var handled = await handler.HandleAsync(
            ContactPointDecider.Decider, ContactPointDecider.StreamOf(provenId), claim, Because(message, $"claim-{provenId}"), ct);
        return handled.State.CitizenId == citizenId ? await AddAsync(message, citizenId, citizen, provenId, proven, "verified", ct) : citizen;
    }

    private async Task<CitizenState> AddAsync(
        Correspondent message, Guid citizenId, CitizenState citizen, Guid contactPointId, ContactPoint contactPoint, string proof, CancellationToken ct)
    {
        if (citizen.ContactPoints.ContainsKey(contactPointId))
            return citizen;
        var add = new CitizenCommand.AddContactPoint(contactPointId, contactPoint, proof, Author, message.HeardAt);
        var handled = await handler.HandleAsync(
            CitizenDecider.Decider, CitizenDecider.StreamOf(citizenId), add, Because(message, $"add-{contactPointId}"), ct);
        return handled.State;
    }

    private async Task<ContactPointState> RecallAsync(Guid contactPointId, CancellationToken ct) =>
        (await handler.RecallAsync(ContactPointDecider.Decider, ContactPointDecider.StreamOf(contactPointId), ct)).State;

    private static CommandContext Because(Correspondent message, string what) =>
        new(DerivedId.From(what, message.MessageId.ToString()), message.MessageId, message.MessageId, Author, message.HeardAt);
}

using System.Globalization;
using Dapper;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <param name="MessageId">The message that identifies them.</param>
/// <param name="From">Their address, canonical.</param>
/// <param name="Proven">Further addresses proven to be theirs.</param>
internal sealed record Sender(Guid MessageId, ContactPoint From, IReadOnlyList<ContactPoint> Proven, DateTimeOffset HeardAt);

/// <summary>Whose a message is: the citizen its contact point is linked to, the one a proven address is linked to, or a new one.</summary>
internal sealed class CitizenIdentification(CommandHandler handler, ContactPointIds ids, AddressOwner owners, IReadModels readModels)
{
    private const string Author = "conversations";

    private static string ProofOf(Sender message) => message.Proven.Count > 0 ? "verified" : "first-contact";

    /// <summary>
    /// Does <paramref name="work"/>, and does it again when it meets an erased citizen's conversation: what this process remembered of the
    /// address was old, and the sender is somebody new.
    /// </summary>
    public async Task RetryAfterErasureAsync(Sender message, Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (CitizenErasedException)
        {
            foreach (var address in message.Proven.Prepend(message.From))
                await ReleaseErasedAsync(await ids.IdOfAsync(address, ct), message.HeardAt, ct);
            await work();
        }
    }

    /// <summary>Null for a message that was received before, from a citizen who was erased since.</summary>
    public async Task<(Guid ContactPointId, Guid CitizenId, CitizenState Citizen)?> FindOrRegisterAsync(Sender message, CancellationToken ct)
    {
        var contactPointId = await ids.IdOfAsync(message.From, ct);
        if ((await RecallAsync(contactPointId, ct)).CitizenId is not { } citizenId)
        {
            if (await ClaimAsync(message, contactPointId, ct) is not { } claimed)
                return null;
            citizenId = claimed;
        }

        var citizen = (await handler.RecallAsync(CitizenDecider.At(citizenId), ct)).State;
        citizen = await AddAsync(message, citizenId, citizen, contactPointId, message.From, ProofOf(message), ct);
        foreach (var proven in message.Proven)
            citizen = await LinkProvenAsync(message, citizenId, citizen, proven, ct);
        return (contactPointId, citizenId, citizen);
    }

    /// <summary>
    /// A proven address that is somebody's already makes the writer that citizen, and so does another form of an address; else a new one, whose id
    /// follows from the address, and from how many had it before and were erased.
    /// </summary>
    private async Task<Guid> CitizenToClaimAsync(Sender message, Guid contactPointId, int former, CancellationToken ct)
    {
        foreach (var proven in message.Proven)
        {
            if ((await RecallAsync(await ids.IdOfAsync(proven, ct), ct)).CitizenId is { } known)
                return known;
        }

        foreach (var address in message.Proven.Prepend(message.From))
        {
            if (await owners.FindByOtherFormAsync(address, ct) is { } known)
                return known;
        }

        return former == 0
            ? DerivedId.From("citizen", contactPointId.ToString())
            : DerivedId.From("citizen", contactPointId.ToString(), former.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<Guid?> ClaimAsync(Sender message, Guid contactPointId, CancellationToken ct)
    {
        var contactPoint = await RecallAsync(contactPointId, ct);
        while (true)
        {
            // Only where somebody was erased can a repeat look like a first message.
            if (!contactPoint.Former.IsEmpty && await WasRecordedAsync(message.MessageId, ct))
                return null;
            var wished = await CitizenToClaimAsync(message, contactPointId, contactPoint.Former.Count, ct);
            var claim = new ContactPointCommand.Claim(wished, message.From, ProofOf(message), Author, message.HeardAt);
            var handled = await handler.HandleAsync(
                ContactPointDecider.At(contactPointId), claim, Because(message, $"claim-{contactPointId}"), ct);
            // Null without a refusal: this message has claimed it before, for the one who was erased.
            if (handled.Refusal is null)
                return handled.State.CitizenId;
            contactPoint = handled.State;
        }
    }

    private async Task<bool> WasRecordedAsync(Guid messageId, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM messages WHERE message_id = @id", new { id = messageId.ToString() }, cancellationToken: ct)) > 0;
    }

    /// <summary>The address as the log has it now; taken from an erased citizen, should that not have happened yet.</summary>
    private async Task ReleaseErasedAsync(Guid contactPointId, DateTimeOffset at, CancellationToken ct)
    {
        var contactPoint = ContactPointDecider.At(contactPointId);
        if ((await handler.LoadAsync(contactPoint, ct)).State.CitizenId is { } citizenId
            && (await handler.LoadAsync(CitizenDecider.At(citizenId), ct)).State.IsErased)
            await EraseCitizen.ReleaseAsync(handler, citizenId, contactPointId, at, ct);
    }

    /// <summary>An address proven to be the writer's becomes theirs, unless it is another citizen's: joining those is an agent's decision.</summary>
    private async Task<CitizenState> LinkProvenAsync(
        Sender message, Guid citizenId, CitizenState citizen, ContactPoint proven, CancellationToken ct)
    {
        var provenId = await ids.IdOfAsync(proven, ct);
        if (citizen.ContactPoints.ContainsKey(provenId))
            return citizen;
        var claim = new ContactPointCommand.Claim(citizenId, proven, "verified", Author, message.HeardAt);
        var handled = await handler.HandleAsync(
            ContactPointDecider.At(provenId), claim, Because(message, $"claim-{provenId}"), ct);
        return handled.State.CitizenId == citizenId ? await AddAsync(message, citizenId, citizen, provenId, proven, "verified", ct) : citizen;
    }

    private async Task<CitizenState> AddAsync(
        Sender message, Guid citizenId, CitizenState citizen, Guid contactPointId, ContactPoint contactPoint, string proof, CancellationToken ct)
    {
        if (citizen.ContactPoints.ContainsKey(contactPointId))
            return citizen;
        var add = new CitizenCommand.AddContactPoint(contactPointId, contactPoint, proof, Author, message.HeardAt);
        var handled = await handler.HandleAsync(
            CitizenDecider.At(citizenId), add, Because(message, $"add-{contactPointId}"), ct);
        return handled.State;
    }

    private async Task<ContactPointState> RecallAsync(Guid contactPointId, CancellationToken ct) =>
        (await handler.RecallAsync(ContactPointDecider.At(contactPointId), ct)).State;

    private static CommandContext Because(Sender message, string what) =>
        new(DerivedId.From(what, message.MessageId.ToString()), message.MessageId, message.MessageId, Author, message.HeardAt);
}

/// <summary>A step met a conversation whose citizen was erased; see <see cref="CitizenIdentification.RetryAfterErasureAsync"/>.</summary>
internal sealed class CitizenErasedException() : Exception("The citizen was erased meanwhile.");

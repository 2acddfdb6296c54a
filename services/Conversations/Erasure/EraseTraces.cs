using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>What is left of an erased citizen outside the log: answers that were kept, and what the database holds of rows that were blanked.</summary>
internal sealed class EraseTraces(
    IEnumerable<IIdempotencyStore> answers, IEnumerable<IProjection> projections, IReadModels readModels, ReadYourWrites clock, ILogHead head)
{
    /// <param name="ids">Of the citizen and of what was theirs.</param>
    /// <exception cref="TimeoutException">A read model is behind: its rows are not blank yet.</exception>
    public async Task ForgetAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        foreach (var kept in answers)
            await kept.ForgetAsync(ids, ct);
        var reached = await head.HeadAsync(ct);
        foreach (var projection in projections)
        {
            if (!await clock.ReachesAsync(projection, reached, ct))
                throw new TimeoutException($"The read model {projection.Name} is behind.");
        }

        await readModels.ScrubAsync(projections.SelectMany(projection => projection.Tables), ct);
    }
}

using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>Ends one campaign's way with one citizen; what is pending there is off.</summary>
internal static class StopEnrolment
{
    public static Task<Handled<EnrolmentState>> StopAsync(
        CommandHandler handler, Guid outreachId, string reason, string author, DateTimeOffset at, CancellationToken ct) =>
        handler.HandleAsync(
            OutreachWorkflow.Decider, OutreachWorkflow.StreamOf(outreachId), new EnrolmentCommand.Stop(reason, author, at),
            CommandContext.First(DerivedId.From("stop", outreachId.ToString()), author, at), ct);
}

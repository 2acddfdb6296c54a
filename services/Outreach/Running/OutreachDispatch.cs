using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>
/// Follows the log and carries out what an enrolment wants: messages written, agents called in. Each is requested until it is answered, and carries
/// an id that makes a repeated request harmless.
/// </summary>
internal sealed class OutreachDispatch(
    CommandHandler handler, IRequest<WriteMessage, MessageWritten> write, IRequest<HandOver, Contracts.Messages.HandedOver> handOver, AdvanceEnrolment advance,
    TimeProvider time) : ISubscriber
{
    private const int SideBySide = 32;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public const string Subscription = "outreach-dispatch-1";

    public string Name => Subscription;

    public IReadOnlyList<string> FormerNames => ["outreach-orders-1"];

    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var orders = events.Where(one => one.Event is OutreachEvent.MessageWanted or OutreachEvent.HandedOver or OutreachEvent.MessageReported { State: DeliveryState.Failed })
            .ToList();
        await Parallel.ForEachAsync(
            orders, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = ct }, async (one, stop) => await DispatchAsync(one, stop));
        return orders.Count > 0;
    }

    private async Task DispatchAsync(FollowedEvent followed, CancellationToken ct)
    {
        var id = Guid.Parse(followed.Recorded.StreamId);
        var enrolment = (await handler.LoadAsync(OutreachWorkflow.At(id), ct)).State;
        switch (followed.Event)
        {
            case OutreachEvent.MessageWanted e:
                await WriteAsync(id, enrolment, e, ct);
                break;
            case OutreachEvent.HandedOver e:
                await HandOverAsync(followed.Recorded.Id, enrolment, e, ct);
                break;
            case OutreachEvent.MessageReported e:
                await advance.ReturnAsync(enrolment.CitizenId, e.MessageId, e.Reason ?? "failed", ct);
                break;
        }
    }

    private async Task WriteAsync(Guid id, EnrolmentState enrolment, OutreachEvent.MessageWanted e, CancellationToken ct)
    {
        // An opt-out, an erasure, a refusal or a cancellation came between wanting and writing.
        if (enrolment.Outcome is "opted-out" or "erased" or "campaign-cancelled" or "consent-withdrawn" or "contact-forbidden")
            return;
        var order = new WriteMessage(e.MessageId, enrolment.CitizenId, e.ContactPointId, e.To, e.Channel, e.Text, "outreach", e.At) { Details = e.Details };
        var written = await write.SendAsync(order, Timeout, ct);
        if (written.Refusal is null)
            return;
        var now = time.GetUtcNow();
        if ((await handler.LoadAsync(CampaignDecider.At(enrolment.CampaignId), ct)).State.DefinitionOf(enrolment.Version) is not { } campaign)
            return;
        await handler.HandleAsync(
            OutreachWorkflow.At(id), new EnrolmentCommand.Report(e.MessageId, DeliveryState.Failed, written.Refusal, campaign, now),
            new CommandContext(DerivedId.From("refused", e.MessageId.ToString()), id, e.MessageId, "outreach", now), ct);
    }

    private async Task HandOverAsync(Guid eventId, EnrolmentState enrolment, OutreachEvent.HandedOver e, CancellationToken ct)
    {
        var campaign = (await handler.LoadAsync(CampaignDecider.At(enrolment.CampaignId), ct)).State.DefinitionOf(enrolment.Version);
        var note = e.Note ?? (e.Because == "answer" ? "The answer needs a person." : "Nothing came of it; a person is to go on.");
        await handOver.SendAsync(
            new HandOver(DerivedId.From("hand-over", eventId.ToString()), enrolment.CitizenId, e.Queue, $"{campaign?.Name}: {note}", "outreach", e.At), Timeout, ct);
    }
}

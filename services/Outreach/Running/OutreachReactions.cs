using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>
/// Follows the log and passes to enrolments what happens to their citizens: an answer on any channel, a call, an agent who takes over, a refusal, an
/// erasure, and what became of messages. It looks nobody up before the read model has what came before the event.
/// </summary>
internal sealed class OutreachReactions(CommandHandler handler, EnrolmentLookup lookup, OutreachProjection projection, ReadYourWrites clock) : ISubscriber
{
    public string Name => "outreach-reactions-1";

    public IReadOnlyList<string> FormerNames => ["outreach-hearing-1"];

    /// <exception cref="TimeoutException">The read model is behind.</exception>
    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var heard = events.Select(CitizenSignal.Of).OfType<CitizenSignal>().ToList();
        if (heard.Count == 0)
            return false;
        if (!await clock.ReachesAsync(projection, heard[^1].Position, ct))
            throw new TimeoutException("The read model of outreach is behind.");
        if (!await lookup.AnyAsync(ct))
            return false;
        var known = await lookup.FindAsync(heard, ct);
        foreach (var one in heard)
            await NotifyAsync(one, known, ct);
        return true;
    }

    private async Task NotifyAsync(CitizenSignal heard, EnrolmentLookup.Known known, CancellationToken ct)
    {
        switch (heard.Event)
        {
            case ConversationEvent.DeliveryReported e when known.ByMessage.TryGetValue(e.MessageId, out var enrolment):
                await ReportAsync(enrolment, heard, e, ct);
                break;
            case ConversationEvent.MessageReceived e:
                await AnswerAsync(known.WrittenTo(heard.CitizenIn(known)), heard, e, ct);
                break;
            case ConversationEvent.CallStarted:
                await StopAsync(known.WrittenTo(heard.CitizenIn(known)).Take(1), "called", "citizen", heard, ct);
                break;
            case ConversationEvent.ReplyWritten e:
                await StopAsync(known.WrittenTo(heard.CitizenIn(known)), "agent", e.Author, heard, ct);
                break;
            case ContactPointEvent.OptedOut:
                await StopAsync(known.Of(heard.CitizenIn(known)), "opted-out", "citizen", heard, ct);
                break;
            case CitizenEvent.ContactForbidden e:
                await StopAsync(known.Of(heard.CitizenIn(known)), "contact-forbidden", e.Author, heard, ct);
                break;
            case CitizenEvent.ConsentWithdrawn e:
                await StopAsync(known.Of(heard.CitizenIn(known)).Where(enrolment => enrolment.Purpose == e.Purpose), "consent-withdrawn", e.Author, heard, ct);
                break;
            case CitizenEvent.Erased:
                await StopAsync(known.Of(heard.CitizenIn(known)), "erased", "outreach", heard, ct);
                break;
        }
    }

    /// <summary>A button names what it answers; other text answers what was written last.</summary>
    private async Task AnswerAsync(IEnumerable<EnrolmentLookup.Enrolment> written, CitizenSignal heard, ConversationEvent.MessageReceived e, CancellationToken ct)
    {
        var pressed = AnswerReading.MessageOf(e.Details?.Choice);
        foreach (var enrolment in written.OrderByDescending(enrolment => pressed is { } message && enrolment.Messages.Contains(message)).Take(1))
        {
            if (await DefinitionAsync(enrolment, ct) is not { } campaign)
                return;
            await handler.HandleAsync(
                OutreachWorkflow.At(enrolment.Id),
                new EnrolmentCommand.Answer(e.MessageId, e.Channel, e.Text, e.Details?.Choice, campaign, e.At), Because(heard, enrolment.Id, e.At), ct);
        }
    }

    private async Task ReportAsync(EnrolmentLookup.Enrolment enrolment, CitizenSignal heard, ConversationEvent.DeliveryReported e, CancellationToken ct)
    {
        if (await DefinitionAsync(enrolment, ct) is { } campaign)
        {
            await handler.HandleAsync(
                OutreachWorkflow.At(enrolment.Id), new EnrolmentCommand.Report(e.MessageId, e.State, e.Reason, campaign, e.At),
                Because(heard, enrolment.Id, e.At), ct);
        }
    }

    private async Task StopAsync(IEnumerable<EnrolmentLookup.Enrolment> enrolments, string reason, string author, CitizenSignal heard, CancellationToken ct)
    {
        foreach (var enrolment in enrolments.ToList())
        {
            await handler.HandleAsync(
                OutreachWorkflow.At(enrolment.Id), new EnrolmentCommand.Stop(reason, author, heard.At), Because(heard, enrolment.Id, heard.At), ct);
        }
    }

    private async Task<Contracts.Campaigns.CampaignDefinition?> DefinitionAsync(EnrolmentLookup.Enrolment enrolment, CancellationToken ct) =>
        (await handler.LoadAsync(CampaignDecider.At(enrolment.CampaignId), ct)).State.DefinitionOf(enrolment.Version);

    private static CommandContext Because(CitizenSignal heard, Guid enrolmentId, DateTimeOffset at) =>
        new(DerivedId.From("heard", heard.EventId.ToString(), enrolmentId.ToString()), heard.EventId, heard.EventId, "outreach", at);
}

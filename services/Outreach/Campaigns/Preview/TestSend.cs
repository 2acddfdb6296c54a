using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>
/// Sends one step of a campaign to one address, to see it on a real device. Neither consents nor hours nor budgets are checked, for its planner
/// writes to themselves; opt-outs hold. What nobody knows stands there as its placeholder.
/// </summary>
internal sealed class TestSend(
    CommandHandler handler, IRequest<ResolveCitizen, CitizenResolved> ask, IRequest<WriteMessage, MessageWritten> write, CitizenFactsReader facts, ReadYourWrites clock,
    OutreachProjection projection, ILogHead head, PageLinks links, OutreachOptions options, PhoneOptions phones, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <param name="Channel">Such as <c>sms</c>.</param>
    /// <param name="Address">Where to.</param>
    /// <param name="Step">Null = the first that writes.</param>
    internal sealed record Body(string Channel, string Address, string? Step);

    internal sealed record Sent(Guid MessageId, Guid? ConversationId, string Text);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/test", (Guid id, Body body, TestSend slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, body, http, ct))
            .RequireScope().Produces<Sent>().TellsPosition().WithName(nameof(TestSend)).WithSummary("Send one step to an address of your own");

    public async Task<IResult> HandleAsync(Guid id, Body body, HttpContext http, CancellationToken ct)
    {
        var state = (await handler.LoadAsync(CampaignDecider.At(id), ct)).State;
        if (state.Latest is not { Definition: var campaign })
            return CommandResults.Refused(Refusals.NoCampaign);
        var step = campaign.Steps.FirstOrDefault(one => one.Send is not null && (body.Step is null || one.Id == body.Step));
        if (step?.Send is not { } send || !ChannelTraits.Of(body.Channel).CanSend || string.IsNullOrWhiteSpace(body.Address) || body.Address.Length > 254)
            return CommandResults.Refused(Refusals.BadTest);
        if (ContactPoint.Read(body.Channel, body.Address, phones.DefaultRegion) is not { } contactPoint)
            return CommandResults.Refused(Refusals.BadContactPoint);
        var now = time.GetUtcNow();
        var messageId = http.CommandId();
        if ((await ask.SendAsync(new ResolveCitizen(DerivedId.From("tested", messageId.ToString()), contactPoint, null, null, now), Timeout, ct)).CitizenId is not { } citizenId)
            return CommandResults.Refused(Refusals.Unknown);
        await clock.ReachesAsync(projection, await head.HeadAsync(ct), ct);
        var citizen = (await facts.ReadAsync([citizenId], ct))[citizenId];
        if (citizen.AddressFor(body.Channel) is not { } address)
            return CommandResults.Refused(Refusals.NoAddress(body.Channel));
        var situation = new Situation(
            campaign, citizen, ContactBudgetState.Initial, options, http.CallerName(), await links.PreferencesAsync(citizenId, ct),
            await links.UnsubscribeAsync(citizenId, campaign.Purpose, ct));
        var (_, text, details) = SendPlan.Words(new EnrolmentCommand.Advance(id, situation, now), EnrolmentState.Initial, send, body.Channel);
        var order = new WriteMessage(messageId, citizenId, address.ContactPointId, address.ContactPoint, body.Channel, text!, "outreach", now) { Details = details };
        var written = await write.SendAsync(order, Timeout, ct);
        if (written.Refusal is { } code)
            return Problems.Of(422, code, written.Sentence ?? code);
        var noted = await handler.HandleAsync(
            CampaignDecider.At(id), new CampaignCommand.RecordTest(messageId, step.Id, http.CallerName(), now),
            CommandContext.First(messageId, http.CallerName(), now), ct);
        return CommandResults.Ok(http, noted, () => new Sent(messageId, written.ConversationId, text!));
    }
}

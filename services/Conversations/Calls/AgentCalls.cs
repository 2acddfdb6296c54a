using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>What picking up a call and calling back have in common: an agent's phone, and the conversation that the call belongs to.</summary>
internal sealed class AgentCalls(CommandHandler handler, PhoneOptions phones, TimeProvider time)
{
    /// <param name="Phone">Where the agent is reached: E.164 or <c>sip:</c>.</param>
    internal sealed record Body([Required] string? Phone);

    /// <param name="commandOf">By the pickup's id and the agent's phone.</param>
    public async Task<IResult> HandleAsync(
        Guid callId, Body body, HttpContext http, Func<Guid, string, ConversationCommand> commandOf, CancellationToken ct)
    {
        if (AgentPhone.Read(body.Phone, phones.DefaultRegion) is not { } phone)
            return CommandResults.Refused(Refusals.BadPhone);
        var call = (await handler.LoadAsync(CallLinkDecider.At(callId), ct)).State;
        if (call.Link is not { } link)
            return CommandResults.Refused(Refusals.NoCall);
        var pickupId = http.CommandId();
        var handled = await handler.HandleAsync(
            ConversationDecider.At(link.CitizenId, link.Ordinal), commandOf(pickupId, phone),
            CommandContext.First(pickupId, http.CallerName(), time.GetUtcNow()), ct);
        return CommandResults.Accepted(http, handled, () => new Created(pickupId));
    }
}

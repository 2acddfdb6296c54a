using Microsoft.AspNetCore.Http;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>An agent takes a call that waits, or calls somebody back: what is decided here leaves through the log.</summary>
internal sealed class PickUpCall(CommandHandler handler, TimeProvider time)
{
    /// <param name="Phone">Where the agent is reached: E.164 or <c>sip:</c>.</param>
    internal sealed record Body(string? Phone);

    public Task<IResult> TakeAsync(Guid id, Body body, HttpContext http, CancellationToken ct) => DoAsync(
        id, body, http, (takeId, phone) => new ConversationCommand.PickUpCall(id, takeId, phone, http.CallerName(), time.GetUtcNow()), ct);

    public Task<IResult> CallBackAsync(Guid id, Body body, HttpContext http, CancellationToken ct) => DoAsync(
        id, body, http, (takeId, phone) => new ConversationCommand.CallBack(id, takeId, phone, http.CallerName(), time.GetUtcNow()), ct);

    private async Task<IResult> DoAsync(
        Guid callId, Body body, HttpContext http, Func<Guid, string, ConversationCommand> commandOf, CancellationToken ct)
    {
        if (AgentPhone.Read(body.Phone) is not { } phone)
            return Answers.Refused(Refusals.BadPhone);
        var call = (await handler.LoadAsync(CallLinkDecider.Decider, CallLinkDecider.StreamOf(callId), ct)).State;
        if (call.Link is not { } link)
            return Answers.Refused(Refusals.NoCall);
        var takeId = http.CommandId();
        var handled = await handler.HandleAsync(
            ConversationDecider.Decider, ConversationDecider.StreamOf(ConversationDecider.IdOf(link.CitizenId, link.Ordinal)), commandOf(takeId, phone),
            CommandContext.First(takeId, http.CallerName(), time.GetUtcNow()), ct);
        return Answers.Of(http, handled, () => new Created(takeId));
    }
}

using System.Globalization;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// A call-back: the agent's phone is called, and once the agent presses 1, the citizen's. The agent first, for a citizen who answers must
/// not find silence; and the key, for an answering machine would talk to the citizen otherwise.
/// </summary>
internal sealed class DialCallback(MenuBook book, VoiceOptions options) : ICallStep
{
    private const int Tries = 3;
    private const int TimeoutSeconds = 8;
    private const int RingTime = 45;

    public string Endpoint => "call-back";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var menu = book.For(request.Ours);
        var language = menu.LanguageFor(null);
        if (request.IsOver || CallbackContext.Of(request) is not { } context)
            return CallTurn.Say(new TwimlDocument().Hangup());
        if (request["Digits"] == "1")
        {
            var rang = context.CallFactOf(request, "rang", new CallFact { Rang = new CallRing(null, null, null, null) }, now);
            return new CallTurn(
                [rang],
                new TwimlDocument().Dial(new DialSettings(
                    context.Url(options, "called-back"), RingTime, request.Ours, [context.Citizen.Address], [], null,
                    context.Url(options, "call-back-status"))));
        }

        var tried = request.Number("try") ?? 0;
        if (tried >= Tries)
            return CallTurn.Say(new TwimlDocument().Say(menu.Texts.Goodbye.In(language), language).Hangup());
        var action = string.Create(CultureInfo.InvariantCulture, $"{context.Url(options, "call-back")}&try={tried + 1}");
        return CallTurn.Say(new TwimlDocument()
            .Gather(
                new GatherSettings(action, "dtmf", TimeoutSeconds, 1, null, null), prompt => prompt.Say(menu.Texts.AgentKey.In(language), language))
            .Redirect(action));
    }
}

/// <summary>The citizen's phone has rung: the talk is over, or it never came about.</summary>
internal sealed class CallbackEnded : ICallStep
{
    public string Endpoint => "called-back";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        if (CallbackContext.Of(request) is not { } context)
            return CallTurn.Say(new TwimlDocument().Hangup());
        var status = SpokenText.Clean(request["DialCallStatus"] ?? "completed", 100);
        return new CallTurn(
            [context.Outcome(status is "completed" or "answered" ? null : CallStatus.ReasonOf(status, null), now)], new TwimlDocument().Hangup());
    }
}

/// <summary>How a call-back goes: reports of the agent's phone, and of the citizen's, which the agent's call has called.</summary>
internal sealed class CallBackReport : ICallStep
{
    public string Endpoint => "call-back-status";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        if (CallbackContext.Of(request) is not { } context || request["CallStatus"] is not { Length: > 0 and <= 40 } status)
            return CallTurn.Report();
        if (request.ParentSid is null)
        {
            // When the agent's call ends with the wish unfulfilled, nobody was called back; else this changes nothing.
            return request.IsOver ? CallTurn.Report(context.Outcome(AgentProblem.Of(status), now)) : CallTurn.Report();
        }

        var progress = new CallProgress(status, request.Number("SequenceNumber"), request.Number("CallDuration"), null, null);
        var told = context.CallFactOf(request, $"status-{progress.Sequence}-{status}", new CallFact { Progressed = progress }, now);
        return status is "in-progress" ? CallTurn.Report(told, context.Outcome(null, now)) : CallTurn.Report(told);
    }
}

/// <summary>What a call-back is for: it travels in the addresses that Twilio is given, which its signature covers.</summary>
/// <param name="CallId">The provider's id of the call in which it was asked for.</param>
internal sealed record CallbackContext(Guid TakeId, Guid ConversationId, string CallId, ContactPoint Citizen)
{
    public static CallbackContext Of(PlaceCallback order) => new(order.PickupId, order.ConversationId, order.ProviderCallId, order.Citizen);

    public static CallbackContext? Of(CallRequest request) =>
        Guid.TryParse(request.Query("take"), out var take) && Guid.TryParse(request.Query("conversation"), out var conversation)
            && request.Query("call") is { } call && request.Query("citizen") is { } citizen
            ? new CallbackContext(take, conversation, call, ContactPoint.Of(VoiceModule.ChannelName, citizen))
            : null;

    public string Url(VoiceOptions options, string route) => options.Url(
        $"{route}?take={TakeId}&conversation={ConversationId}&call={Uri.EscapeDataString(CallId)}&citizen={Uri.EscapeDataString(Citizen.Address)}");

    /// <summary>About the wish.</summary>
    /// <param name="problem">Null = the citizen has answered.</param>
    public CallHeard Outcome(string? problem, DateTimeOffset at) => new(
        VoiceOptions.Provider, CallId, CallDirection.Inbound, null, null, $"take-{TakeId}-{problem ?? "connected"}",
        new CallFact { Taken = new PickupOutcome(TakeId, problem) }, at);

    /// <summary>About the call-back itself, which is a call of ours to the citizen: known by the id of the agent's call.</summary>
    public CallHeard CallFactOf(CallRequest request, string factId, CallFact fact, DateTimeOffset at) => new(
        VoiceOptions.Provider, request.ParentSid ?? request.Sid, CallDirection.Outbound, Citizen, request.Ours, factId, fact, at)
    {
        ConversationId = ConversationId,
    };
}

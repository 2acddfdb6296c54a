using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

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

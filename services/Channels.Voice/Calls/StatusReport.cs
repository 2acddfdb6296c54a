using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>How a call goes: the citizen's, an agent's leg of it, or one of ours that speaks a message.</summary>
internal sealed class StatusReport : ICallStep
{
    public string Endpoint => "status";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        if (request["CallStatus"] is not { Length: > 0 and <= 40 } status)
            return CallTurn.Report();
        var sequence = request.Number("SequenceNumber");
        var factId = $"status-{sequence}-{status}";
        if (request.ParentSid is { } parent)
        {
            var leg = new CallLeg(request.Sid, status, sequence, request.Number("CallDuration"));
            return CallTurn.Report(new CallHeard(
                TwilioVoiceOptions.Provider, parent, CallDirection.Inbound, null, null, $"{request.Sid}-{factId}", new CallFact { Leg = leg }, now));
        }

        var code = Code(request);
        var progress = new CallProgress(status, sequence, request.Number("CallDuration"), request["AnsweredBy"], code);
        var heard = new List<IInboundFact>();
        if (request.IsOutbound && CallStatus.StateOf(status) is { } state)
        {
            heard.Add(new DeliveryHeard(
                request.Sent?.Conversation, request.Sent?.Message, TwilioVoiceOptions.Provider, request.Sid, state,
                state == DeliveryState.Failed ? CallStatus.ReasonOf(status, code) : null, code, now));
        }

        // An outgoing call without a conversation was made by something else on the same account: its reports are kept until it is known.
        var isForeign = request.IsOutbound && request.Sent is null;
        if (request.Sent is { } sent)
            heard.Add(request.FactOf("rang", new CallFact { Rang = new CallRing(null, null, null, sent.Message) }, now));
        var told = request.FactOf(factId, new CallFact { Progressed = progress }, now);
        heard.Add(isForeign ? told with { Citizen = null } : told);
        return CallTurn.Report(heard);
    }

    private static string? Code(CallRequest request) => request["ErrorCode"] is { Length: > 0 and <= 20 } code && code != "0"
        ? code
        : request["SipResponseCode"] is { Length: > 0 and <= 20 } sip && sip != "200" ? sip : null;
}

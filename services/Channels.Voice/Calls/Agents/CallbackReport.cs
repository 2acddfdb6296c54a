using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>How a call-back goes: reports of the agent's phone, and of the citizen's, which the agent's call has called.</summary>
internal sealed class CallbackReport : ICallStep
{
    public string Endpoint => "call-back-status";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        if (CallbackContext.Of(request) is not { } context || request["CallStatus"] is not { Length: > 0 and <= 40 } status)
            return CallTurn.Report();
        if (request.ParentSid is null)
        {
            // When the agent's call ends without the citizen reached, nobody was called back; otherwise this changes nothing.
            return request.IsOver ? CallTurn.Report(context.Outcome(AgentProblem.Of(status), now)) : CallTurn.Report();
        }

        var progress = new CallProgress(status, request.Number("SequenceNumber"), request.Number("CallDuration"), null, null);
        var told = context.CallFactOf(request, $"status-{progress.Sequence}-{status}", new CallFact { Progressed = progress }, now);
        return status is "in-progress" ? CallTurn.Report(told, context.Outcome(null, now)) : CallTurn.Report(told);
    }
}

using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>The talk with the agent is over; or it never came about, and the caller goes back to waiting.</summary>
internal sealed class AgentDialEnded(MenuNavigator navigator, DialAgent dial) : ICallStep
{
    public string Endpoint => "taken";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var position = MenuPosition.Of(request);
        var menu = navigator.MenuOf(request, position);
        var status = SpokenText.Clean(request["DialCallStatus"] ?? "completed", 100);
        var isServed = status is "completed" or "answered";
        var heard = new List<IInboundFact>();
        if (Guid.TryParse(request.Query("take"), out var take))
        {
            var leg = request["DialCallSid"] is { } sid ? SpokenText.Clean(sid, 100) : null;
            heard.Add(request.FactOf($"taken-{take}", new CallFact { Leg = new CallLeg(leg, status, null, request.Number("DialCallDuration")) }, now));
            if (!isServed)
                heard.Add(request.FactOf($"take-{take}-failed", new CallFact { Taken = new PickupOutcome(take, AgentProblem.Of(status)) }, now));
        }

        var queue = dial.QueueOf(request, position);
        if (request.IsOver || queue is null)
            return new CallTurn(heard, new TwimlDocument().Hangup());
        return isServed
            ? navigator.Go(request, menu, position, queue.Next, now, heard)
            : navigator.Go(
                request, menu, position with { At = queue.Name, IsBack = true }, queue.Name, now, heard,
                menu.Texts.Patience.In(menu.LanguageFor(position.Language)));
    }
}

using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>An agent's phone has rung, and the talk is over or never came about.</summary>
internal sealed class Dialled(MenuNavigator navigator) : ICallStep
{
    public string Endpoint => "dial";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var position = MenuPosition.Of(request);
        var menu = navigator.MenuOf(request, position);
        var status = request["DialCallStatus"] ?? "completed";
        var leg = new CallLeg(Short(request["DialCallSid"]), Short(status)!, null, request.Number("DialCallDuration"));
        IInboundFact[] heard = [request.FactOf($"dialled-{position.Step}", new CallFact { Leg = leg }, now)];
        if (request.IsOver || menu.Nodes.GetValueOrDefault(position.At ?? "") is not MenuNode.Dial dial)
            return new CallTurn(heard, new TwimlDocument().Hangup());
        return navigator.Go(request, menu, position, status is "completed" or "answered" ? dial.Next : dial.Otherwise, now, heard);
    }

    private static string? Short(string? text) => text is null ? null : SpokenText.Clean(text, 100);
}

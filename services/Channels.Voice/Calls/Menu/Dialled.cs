using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>An agent's phone has rung, and the talk is over or never came about.</summary>
internal sealed class Dialled(MenuNavigator walk) : ICallStep
{
    public string Endpoint => "dial";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var place = MenuPosition.Of(request);
        var menu = walk.MenuOf(request, place);
        var status = request["DialCallStatus"] ?? "completed";
        var leg = new CallLeg(Short(request["DialCallSid"]), Short(status)!, null, request.Number("DialCallDuration"));
        IInboundFact[] heard = [request.Facts($"dialled-{place.Step}", new CallFact { Leg = leg }, now)];
        if (request.IsOver || menu.Nodes.GetValueOrDefault(place.At ?? "") is not MenuNode.Dial dial)
            return new CallTurn(heard, new TwimlDocument().Hangup());
        return walk.Go(request, menu, place, status is "completed" or "answered" ? dial.Next : dial.Otherwise, now, heard);
    }

    private static string? Short(string? text) => text is null ? null : SpokenText.Clean(text, 100);
}

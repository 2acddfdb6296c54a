using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>An agent took the call at the desk: it has left its queue, and the agent's phone rings.</summary>
internal sealed class DialAgent(MenuNavigator navigator, VoiceOptions options) : ICallStep
{
    /// <summary>Seconds that it rings: the citizen waits meanwhile.</summary>
    private const int RingTime = 20;

    public string Endpoint => "take";

    /// <summary>Where a call that is taken comes to.</summary>
    public static string UrlFor(ConnectCall order, VoiceOptions options) =>
        options.Url($"take?take={order.PickupId}&phone={Uri.EscapeDataString(order.Phone)}&queue={Uri.EscapeDataString(order.Queue)}&{order.Place}").TrimEnd('&');

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var position = MenuPosition.Of(request);
        if (request.IsOver || !Guid.TryParse(request.Query("take"), out var take) || request.Query("phone") is not { } phone)
            return navigator.Go(request, navigator.MenuOf(request, position), position, QueueOf(request, position)?.Name ?? "", now);
        var queue = Uri.EscapeDataString(request.Query("queue") ?? "");
        var isSip = phone.StartsWith("sip", StringComparison.OrdinalIgnoreCase);
        return CallTurn.Say(new TwimlDocument().Dial(new DialSettings(
            options.Url($"taken?take={take}&queue={queue}&{position.ToQuery()}"), RingTime,
            // A withheld number is none that could be shown.
            request.Citizen?.Kind == ContactPoint.Phone ? null : request.Ours, isSip ? [] : [phone], isSip ? [phone] : [], null, options.Url("status"))));
    }

    /// <summary>The queue that a call was taken from.</summary>
    public MenuNode.Enqueue? QueueOf(CallRequest request, MenuPosition position)
    {
        var nodes = navigator.MenuOf(request, position).Nodes;
        return nodes.GetValueOrDefault(position.At ?? "") as MenuNode.Enqueue
            ?? nodes.Values.OfType<MenuNode.Enqueue>().OrderByDescending(node => node.Queue == request.Query("queue")).FirstOrDefault();
    }
}

/// <summary>The talk with the agent is over; or it never came about, and the caller goes back to waiting.</summary>
internal sealed class AgentDialEnded(MenuNavigator navigator, DialAgent taken) : ICallStep
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

        var queue = taken.QueueOf(request, position);
        if (request.IsOver || queue is null)
            return new CallTurn(heard, new TwimlDocument().Hangup());
        return isServed
            ? navigator.Go(request, menu, position, queue.Next, now, heard)
            : navigator.Go(
                request, menu, position with { At = queue.Name, IsBack = true }, queue.Name, now, heard,
                menu.Texts.Patience.In(menu.LanguageFor(position.Language)));
    }
}

/// <summary>Why an agent was not reached, as a stable reason.</summary>
internal static class AgentProblem
{
    /// <param name="status">Of the call to the agent's phone, as Twilio names it.</param>
    public static string Of(string status) => status switch
    {
        "busy" => "agent.busy",
        "failed" => "agent.unreachable",
        _ => "agent.no-answer",
    };
}

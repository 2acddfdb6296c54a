using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>An agent took the call at the desk: it has left its queue, and the agent's phone rings.</summary>
internal sealed class DialAgent(MenuNavigator navigator, TwilioVoiceOptions options) : ICallStep
{
    /// <summary>Seconds that it rings: the citizen waits meanwhile.</summary>
    private const int RingTime = 20;

    public string Endpoint => "take";

    /// <summary>Where a call that is taken comes to.</summary>
    public static string UrlFor(ConnectCall order, TwilioVoiceOptions options) =>
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

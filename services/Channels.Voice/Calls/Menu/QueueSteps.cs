using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>The caller waits, and hears for how long yet.</summary>
internal sealed class QueueWait(MenuNavigator navigator) : ICallStep
{
    public string Endpoint => "wait";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var position = MenuPosition.Of(request);
        var menu = navigator.MenuOf(request, position);
        var queue = menu.Nodes.GetValueOrDefault(position.At ?? "") as MenuNode.Enqueue ?? menu.Nodes.Values.OfType<MenuNode.Enqueue>().FirstOrDefault();
        if (queue is null)
            return new CallTurn([], new TwimlDocument().Leave());
        return new CallTurn([MenuNavigator.Queued(request, queue, position, now)], navigator.Wait(request, menu, queue, position));
    }
}

/// <summary>The caller pressed a key while waiting: 1 is to be called back.</summary>
internal sealed class QueueWaitChoice(MenuNavigator navigator) : ICallStep
{
    public string Endpoint => "waiting";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var position = MenuPosition.Of(request);
        var menu = navigator.MenuOf(request, position);
        if (menu.Nodes.GetValueOrDefault(position.At ?? "") is not MenuNode.Enqueue queue)
            return new CallTurn([], new TwimlDocument().Leave());
        if (request["Digits"] != "1" || request.Citizen?.Kind != ContactPoint.Phone)
            return new CallTurn([], navigator.Wait(request, menu, queue, position));
        var language = menu.LanguageFor(position.Language);
        var fact = new CallFact { CallbackWanted = new CallWait(queue.Queue, null, request.Number("QueueTime")) };
        return new CallTurn(
            [request.FactOf($"callback-{position.Step}", fact, now)],
            new TwimlDocument().Say(menu.Texts.CallbackTaken.In(language), language).Hangup());
    }
}

/// <summary>The waiting is over, however it ended.</summary>
internal sealed class QueueEnd(MenuNavigator navigator) : ICallStep
{
    public string Endpoint => "queue";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var position = MenuPosition.Of(request);
        var menu = navigator.MenuOf(request, position);
        var queue = menu.Nodes.GetValueOrDefault(position.At ?? "") as MenuNode.Enqueue;
        var result = request["QueueResult"] ?? "left";
        var wait = new CallWait(queue?.Queue ?? request["QueueSid"] ?? "queue", SpokenText.Clean(result, 64), request.Number("QueueTime"));
        IInboundFact[] heard = [request.FactOf($"left-queue-{position.Step}", new CallFact { LeftQueue = wait }, now)];
        if (request.IsOver || queue is null)
            return new CallTurn(heard, new TwimlDocument().Hangup());
        // An agent has picked up the call: Twilio gets the next document from the address that the call was redirected to.
        if (result is "redirected")
            return new CallTurn(heard, new TwimlDocument());
        var isServed = result is "bridged" or "bridging-in-process" or "redirected-from-bridged" or "hangup";
        return navigator.Go(request, menu, position, isServed ? queue.Next : queue.Otherwise, now, heard);
    }
}

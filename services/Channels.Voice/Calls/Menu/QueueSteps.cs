using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>The caller waits, and hears for how long yet.</summary>
internal sealed class QueueWait(MenuNavigator walk) : ICallStep
{
    public string Endpoint => "wait";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var place = MenuPosition.Of(request);
        var menu = walk.MenuOf(request, place);
        var queue = menu.Nodes.GetValueOrDefault(place.At ?? "") as MenuNode.Enqueue ?? menu.Nodes.Values.OfType<MenuNode.Enqueue>().FirstOrDefault();
        if (queue is null)
            return new CallTurn([], new TwimlDocument().Leave());
        return new CallTurn([MenuNavigator.Queued(request, queue, place, now)], walk.Wait(request, menu, queue, place));
    }
}

/// <summary>The caller pressed a key while waiting: 1 is to be called back.</summary>
internal sealed class QueueWaitChoice(MenuNavigator walk) : ICallStep
{
    public string Endpoint => "waiting";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var place = MenuPosition.Of(request);
        var menu = walk.MenuOf(request, place);
        if (menu.Nodes.GetValueOrDefault(place.At ?? "") is not MenuNode.Enqueue queue)
            return new CallTurn([], new TwimlDocument().Leave());
        if (request["Digits"] != "1" || request.Citizen?.Kind != ContactPoint.Phone)
            return new CallTurn([], walk.Wait(request, menu, queue, place));
        var language = menu.LanguageFor(place.Language);
        var fact = new CallFact { CallbackWanted = new CallWait(queue.Queue, null, request.Number("QueueTime")) };
        return new CallTurn(
            [request.Facts($"callback-{place.Step}", fact, now)],
            new TwimlDocument().Say(menu.Texts.CallbackTaken.In(language), language).Hangup());
    }
}

/// <summary>The waiting is over, one way or another.</summary>
internal sealed class QueueEnd(MenuNavigator walk) : ICallStep
{
    public string Endpoint => "queue";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var place = MenuPosition.Of(request);
        var menu = walk.MenuOf(request, place);
        var queue = menu.Nodes.GetValueOrDefault(place.At ?? "") as MenuNode.Enqueue;
        var result = request["QueueResult"] ?? "left";
        var wait = new CallWait(queue?.Queue ?? request["QueueSid"] ?? "queue", SpokenText.Clean(result, 64), request.Number("QueueTime"));
        IInboundFact[] heard = [request.Facts($"left-queue-{place.Step}", new CallFact { LeftQueue = wait }, now)];
        if (request.IsOver || queue is null)
            return new CallTurn(heard, new TwimlDocument().Hangup());
        // An agent has taken the call: how it goes on is told to Twilio at the address that it was redirected to.
        if (result is "redirected")
            return new CallTurn(heard, new TwimlDocument());
        var isServed = result is "bridged" or "bridging-in-process" or "redirected-from-bridged" or "hangup";
        return walk.Go(request, menu, place, isServed ? queue.Next : queue.Otherwise, now, heard);
    }
}

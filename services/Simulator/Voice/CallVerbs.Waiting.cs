using System.Globalization;
using System.Xml.Linq;

namespace Omnichannel.Simulator;

/// <summary>Waiting in a queue, until somebody takes the call out of it.</summary>
internal sealed partial class CallVerbs
{
    private async Task<NextDocument?> EnqueueAsync(SimulatedCall call, XElement verb, string? address)
    {
        var action = Absolute(Text(verb, "action", address ?? ""), address);
        var waitUrl = Absolute(Text(verb, "waitUrl", ""), address);
        var since = time.GetUtcNow();
        var queue = CallNetwork.SidOf(verb.Value);
        (call.QueueAction, call.Queue) = (action, verb.Value);
        call.Add("note", $"Waiting in the queue “{verb.Value}”.");
        var result = "bridged";
        string? waiting = waitUrl;
        var more = new Dictionary<string, string>();
        while (true)
        {
            call.Await("queue");
            var seconds = ((int)(time.GetUtcNow() - since).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            foreach (var (name, value) in new[] { ("QueueSid", queue), ("QueueTime", seconds), ("QueuePosition", $"{network.PlaceInQueue(call)}"), ("AvgQueueTime", "60") })
                more[name] = value;
            var step = await WaitAsync(call, waiting, more);
            if (step is { Result: "redirected", Next: { } elsewhere })
            {
                (call.QueueAction, call.Queue) = (null, null);
                call.Await("");
                // It is reported at once, and the answer is ignored: the call goes on elsewhere.
                await webhooks.DocumentAsync(action, EndOf(call, "redirected", queue, since), call.Wire.Token);
                return elsewhere;
            }

            if (step.Result is { } ended)
            {
                result = ended;
                break;
            }

            (waiting, more) = (step.Next?.Url ?? waitUrl, step.Next?.Form ?? []);
        }

        if (result == "bridged")
            await TalkAsync(call);
        (call.QueueAction, call.Queue) = (null, null);
        call.Await("");
        return result == "end" ? null : new NextDocument(action, EndOf(call, result, queue, since));
    }

    private Dictionary<string, string> EndOf(SimulatedCall call, string result, string queue, DateTimeOffset since) => CallForm.Of(
        call, account.Twilio.AccountSid, ("QueueResult", result), ("QueueSid", queue),
        ("QueueTime", ((int)(time.GetUtcNow() - since).TotalSeconds).ToString(CultureInfo.InvariantCulture)));

    /// <summary>One document of waiting: a result when the waiting is over, else where to go on.</summary>
    private async Task<(string? Result, NextDocument? Next)> WaitAsync(SimulatedCall call, string url, Dictionary<string, string> more)
    {
        var form = CallForm.Of(call, account.Twilio.AccountSid);
        foreach (var (name, value) in more)
            form[name] = value;
        if (await webhooks.DocumentAsync(url, form, call.Wire.Token) is not { } document)
            return ("system-error", null);
        foreach (var verb in XDocument.Parse(document).Root!.Elements())
        {
            switch (verb.Name.LocalName)
            {
                case "Leave":
                    return ("leave", null);
                case "Hangup":
                    call.Add("note", "The other side hangs up.");
                    return ("end", null);
                case "Redirect":
                    return (null, new NextDocument(Absolute(verb.Value.Trim(), url), []));
                case "Gather":
                    foreach (var sound in verb.Elements())
                        await SoundAsync(call, sound);
                    var timeout = TimeSpan.FromSeconds(Number(verb, "timeout", 5) + verb.Elements("Say").Sum(say => say.Value.Length) / Pace);
                    switch (await InputAsync(call, timeout, "keys", "agent", "redirect"))
                    {
                        case { Kind: "redirect", Text: var elsewhere }:
                            return ("redirected", new NextDocument(elsewhere, []));
                        case { Kind: "agent" }:
                            return ("bridged", null);
                        case { } keys:
                            call.Add("phone", keys.Text);
                            return (null, new NextDocument(Absolute(Text(verb, "action", url), url), new() { ["Digits"] = keys.Text[..1] }));
                    }

                    break;
                case "Pause" or "Play":
                    switch (await InputAsync(call, TimeSpan.FromSeconds(Math.Min(Number(verb, "length", 10), 30)), "agent", "redirect"))
                    {
                        case { Kind: "redirect", Text: var elsewhere }:
                            return ("redirected", new NextDocument(elsewhere, []));
                        case not null:
                            return ("bridged", null);
                    }

                    break;
                default:
                    await SoundAsync(call, verb);
                    break;
            }
        }

        return (null, null);
    }

    /// <summary>Until the other side has put down.</summary>
    private async Task TalkAsync(SimulatedCall call, SimulatedCall? other = null)
    {
        call.Add("note", call.IsInbound ? "An agent has answered." : "The other side has answered.");
        call.Await("talk");
        while (await InputAsync(call, TimeSpan.FromHours(1), "speech", "agent") is { Kind: "speech" } said)
        {
            call.Add("phone", said.Text);
            other?.Add("line", said.Text);
        }

        call.Add("note", call.IsInbound ? "The agent has put down." : "The other side has put down.");
    }
}

using System.Globalization;
using System.Xml.Linq;

namespace Omnichannel.Simulator;

/// <summary>The verbs that end with somebody at the other end: queues and agents' phones.</summary>
internal sealed partial class CallVerbs
{
    private async Task<NextDocument?> EnqueueAsync(SimulatedCall call, XElement verb, string? address)
    {
        var action = Absolute(Text(verb, "action", address ?? ""), address);
        var waitUrl = Absolute(Text(verb, "waitUrl", ""), address);
        var since = time.GetUtcNow();
        call.QueueAction = action;
        call.Add("note", $"Waiting in the queue “{verb.Value}”.");
        var result = "bridged";
        string? waiting = waitUrl;
        var more = new Dictionary<string, string>();
        while (true)
        {
            call.Await("queue");
            var seconds = ((int)(time.GetUtcNow() - since).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            foreach (var (name, value) in new[] { ("QueueSid", QueueSid), ("QueueTime", seconds), ("QueuePosition", $"{network.PlaceInQueue(call)}"), ("AvgQueueTime", "60") })
                more[name] = value;
            var step = await WaitAsync(call, waiting, more);
            if (step.Result is { } ended)
            {
                result = ended;
                break;
            }

            (waiting, more) = (step.Next?.Url ?? waitUrl, step.Next?.Form ?? []);
        }

        if (result == "bridged")
            await TalkAsync(call);
        call.QueueAction = null;
        call.Await("");
        return result == "end" ? null : new NextDocument(action, new()
        {
            ["QueueResult"] = result,
            ["QueueSid"] = QueueSid,
            ["QueueTime"] = ((int)(time.GetUtcNow() - since).TotalSeconds).ToString(CultureInfo.InvariantCulture),
        });
    }

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
                    var patience = TimeSpan.FromSeconds(Number(verb, "timeout", 5) + verb.Elements("Say").Sum(say => say.Value.Length) / Pace);
                    switch (await InputAsync(call, patience, "keys", "agent"))
                    {
                        case { Kind: "agent" }:
                            return ("bridged", null);
                        case { } keys:
                            call.Add("phone", keys.Text);
                            return (null, new NextDocument(Absolute(Text(verb, "action", url), url), new() { ["Digits"] = keys.Text[..1] }));
                    }

                    break;
                case "Pause" or "Play":
                    if (await InputAsync(call, TimeSpan.FromSeconds(Math.Min(Number(verb, "length", 10), 30)), "agent") is not null)
                        return ("bridged", null);
                    break;
                default:
                    await SoundAsync(call, verb);
                    break;
            }
        }

        return (null, null);
    }

    private async Task<NextDocument?> DialAsync(SimulatedCall call, XElement verb, string? address)
    {
        call.Add("note", "Ringing at the agents' phones…");
        call.Await("agent");
        var legs = verb.Elements().Where(noun => noun.Name.LocalName is "Number" or "Sip").Select(noun => new Leg(SimulatedCall.NewSid("CA"), noun)).ToList();
        foreach (var leg in legs)
        {
            await TellLegAsync(call, leg, address, CallStates.Initiated);
            await TellLegAsync(call, leg, address, CallStates.Ringing);
        }

        var isAnswered = await InputAsync(call, TimeSpan.FromSeconds(Number(verb, "timeout", 30)), "agent") is not null;
        var since = time.GetUtcNow();
        if (isAnswered)
        {
            if (legs.Count > 0)
                await TellLegAsync(call, legs[0], address, CallStates.InProgress);
            await TalkAsync(call);
        }

        foreach (var (leg, place) in legs.Select((leg, place) => (leg, place)))
            await TellLegAsync(call, leg, address, isAnswered && place == 0 ? CallStates.Completed : CallStates.NoAnswer);
        call.Await("");
        var form = new Dictionary<string, string> { ["DialCallStatus"] = isAnswered ? CallStates.Completed : CallStates.NoAnswer };
        if (legs.Count > 0)
            form["DialCallSid"] = legs[0].Sid;
        if (isAnswered)
            form["DialCallDuration"] = ((int)(time.GetUtcNow() - since).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Text(verb, "action", "") is { Length: > 0 } action ? new NextDocument(Absolute(action, address), form) : null;
    }

    private Task TellLegAsync(SimulatedCall call, Leg leg, string? address, string status)
    {
        if (Text(leg.Noun, "statusCallback", "") is not { Length: > 0 } url)
            return Task.CompletedTask;
        return reports.PostAsync(Absolute(url, address), CallForm.Of(
            call, account.Twilio.AccountSid, ("CallSid", leg.Sid), ("ParentCallSid", call.Sid), ("Direction", "outbound-dial"), ("CallStatus", status),
            ("To", leg.Noun.Value), ("Called", leg.Noun.Value), ("CallbackSource", "call-progress-events"), ("SequenceNumber", $"{leg.Told++}")));
    }

    /// <summary>Until the phone says that the agent has put down.</summary>
    private async Task TalkAsync(SimulatedCall call)
    {
        call.Add("note", "An agent has answered.");
        call.Await("talk");
        while (await InputAsync(call, TimeSpan.FromHours(1), "speech", "agent") is { Kind: "speech" } said)
            call.Add("phone", said.Text);
        call.Add("note", "The agent has put down.");
    }

    private sealed class Leg(string sid, XElement noun)
    {
        public string Sid => sid;

        public XElement Noun => noun;

        public int Told { get; set; }
    }
}

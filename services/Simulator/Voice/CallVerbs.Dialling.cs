using System.Globalization;
using System.Xml.Linq;

namespace Omnichannel.Simulator;

/// <summary>Other phones ring: an agent's, or the citizen's in a call-back. Each can be answered where it rings, or from the phone that has dialled it.</summary>
internal sealed partial class CallVerbs
{
    private async Task<NextDocument?> DialAsync(SimulatedCall call, XElement verb, string? address)
    {
        call.Add("note", call.IsInbound ? "Ringing at the agents' phones…" : "Ringing at the other end…");
        call.Await("agent");
        var legs = verb.Elements().Where(noun => noun.Name.LocalName is "Number" or "Sip").Select(noun => new Leg(
            noun, new SimulatedCall(noun.Value.Trim(), call.IsInbound ? call.Phone : call.Ours, isInbound: false, time.GetUtcNow()) { Parent = call })).ToList();
        foreach (var leg in legs)
        {
            network.Add(leg.Call);
            await ReportLegAsync(call, leg, address, CallStates.Initiated);
            await ReportLegAsync(call, leg, address, CallStates.Ringing);
            leg.Call.Await("answer");
            _ = ListenAsync(call, leg);
        }

        var result = CallStates.NoAnswer;
        Leg? answered = null;
        var since = time.GetUtcNow();
        try
        {
            switch (await AnswerAsync(call, legs, TimeSpan.FromSeconds(Number(verb, "timeout", 30))))
            {
                case { Text: CallStates.NoAnswer or CallStates.Busy } declined:
                    result = declined.Text;
                    break;
                case { Text: var sid }:
                    (result, since) = (CallStates.Completed, time.GetUtcNow());
                    answered = legs.Find(leg => leg.Call.Sid == sid) ?? legs.FirstOrDefault();
                    foreach (var other in legs.Where(leg => leg != answered))
                        await EndLegAsync(call, other, address, CallStates.NoAnswer);
                    if (answered is not null)
                        await ReportLegAsync(call, answered, address, CallStates.InProgress);
                    answered?.Call.Await("talk");
                    await TalkAsync(call, answered?.Call);
                    break;
            }
        }
        finally
        {
            foreach (var leg in legs)
                await EndLegAsync(call, leg, address, leg == answered ? CallStates.Completed : call.Wire.IsCancellationRequested ? CallStates.Canceled : result);
        }

        call.Await("");
        var form = new Dictionary<string, string> { ["DialCallStatus"] = result };
        if ((answered ?? legs.FirstOrDefault()) is { } told)
            form["DialCallSid"] = told.Call.Sid;
        if (answered is not null)
            form["DialCallDuration"] = ((int)(time.GetUtcNow() - since).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Text(verb, "action", "") is { Length: > 0 } action ? new NextDocument(Absolute(action, address), form) : null;
    }

    /// <summary>The phone that was answered, or why none was; null when all have rung for long enough.</summary>
    private async Task<CallInput?> AnswerAsync(SimulatedCall call, List<Leg> legs, TimeSpan timeout)
    {
        var open = Math.Max(1, legs.Count);
        while (await InputAsync(call, timeout, "agent") is { } input)
        {
            // One of several that declines leaves the others ringing.
            if (input.Text != CallStates.Busy || --open == 0)
                return input;
        }

        return null;
    }

    /// <summary>What is done at the phone that rings.</summary>
    private async Task ListenAsync(SimulatedCall call, Leg leg)
    {
        try
        {
            await foreach (var input in leg.Call.Inputs.Reader.ReadAllAsync(leg.Call.Wire.Token))
            {
                if (input.Kind == "answer" && leg.Call.Awaits == "answer")
                    call.Inputs.Writer.TryWrite(new CallInput("agent", leg.Call.Sid));
                else if (input.Kind == "speech" && leg.Call.Awaits == "talk")
                {
                    leg.Call.Add("phone", input.Text);
                    call.Add("line", input.Text);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It was put down there, or the call is over.
            if (!leg.IsOver)
                call.Inputs.Writer.TryWrite(new CallInput("agent", leg.Call.AnsweredAt is null ? CallStates.Busy : "put-down"));
        }
    }

    private async Task EndLegAsync(SimulatedCall call, Leg leg, string? address, string state)
    {
        if (leg.IsOver)
            return;
        leg.IsOver = true;
        await ReportLegAsync(call, leg, address, state);
        await leg.Call.Wire.CancelAsync();
    }

    private async Task ReportLegAsync(SimulatedCall call, Leg leg, string? address, string status)
    {
        leg.Call.Become(status, time.GetUtcNow());
        if (Text(leg.Noun, "statusCallback", "") is not { Length: > 0 } url)
            return;
        var form = CallForm.Of(
            call, account.Twilio.AccountSid, ("CallSid", leg.Call.Sid), ("ParentCallSid", call.Sid), ("Direction", "outbound-dial"), ("CallStatus", status),
            ("To", leg.Noun.Value), ("Called", leg.Noun.Value), ("CallbackSource", "call-progress-events"), ("SequenceNumber", $"{leg.Told++}"));
        if (CallStates.IsEnd(status))
            form["CallDuration"] = $"{leg.Call.Seconds ?? 0}";
        await reports.PostAsync(Absolute(url, address), form);
    }

    private sealed class Leg(XElement noun, SimulatedCall call)
    {
        public XElement Noun => noun;

        public SimulatedCall Call => call;

        public int Told { get; set; }

        public bool IsOver { get; set; }
    }
}

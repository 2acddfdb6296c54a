using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Simulator;

/// <summary>
/// Carries a call: fetches our documents over the wire and does what they say, verb by verb, as the telephone network would. Nothing is
/// spoken aloud; the page shows the words, and the time it takes to say them is waited for where silence is measured.
/// </summary>
internal sealed partial class CallPlayer(
    CallNetwork network, CallReports reports, Webhooks webhooks, CallVerbs verbs, SimulatorAccount account, VoiceAccount voice, TimeProvider time,
    ILogger<CallPlayer> log)
{
    private const int MostDocuments = 300;

    /// <summary>The citizen calls us.</summary>
    public SimulatedCall Dial(string phone)
    {
        var call = new SimulatedCall(phone, account.Twilio.From, isInbound: true, time.GetUtcNow());
        network.Add(call);
        var teller = reports.For(call, $"{voice.PublicUrl}/voice/webhooks/twilio/status", ["completed"]);
        _ = RunSafelyAsync(call, teller, () => FetchAndRunAsync(call, teller, $"{voice.PublicUrl}/voice/webhooks/twilio", null));
        return call;
    }

    /// <summary>Our installation calls the citizen.</summary>
    public SimulatedCall Ring(CallOrder order)
    {
        var call = new SimulatedCall(order.To, order.From, isInbound: false, time.GetUtcNow());
        network.Add(call);
        var teller = reports.For(call, order.StatusCallback, order.Events.Count > 0 ? order.Events : ["completed"]);
        _ = RunSafelyAsync(call, teller, () => RingAsync(call, teller, order));
        return call;
    }

    public void HangUp(SimulatedCall call)
    {
        call.Add("note", "You hang up.");
        call.Become(call.AnsweredAt is null && !call.IsInbound ? CallStates.Busy : CallStates.Completed, time.GetUtcNow());
        call.Wire.Cancel();
    }

    /// <summary>The city ends the call, over the API: <c>canceled</c> does nothing to a call that somebody has answered.</summary>
    public void End(SimulatedCall call, string state)
    {
        if (call.IsOver || (state == CallStates.Canceled && call.AnsweredAt is not null))
            return;
        call.Add("note", "The city ends the call.");
        call.Become(state, time.GetUtcNow());
        call.Wire.Cancel();
    }

    private async Task RingAsync(SimulatedCall call, CallReports.Reporter teller, CallOrder order)
    {
        // The answer to the order shows it queued, as Twilio's does.
        await Task.Delay(TimeSpan.FromMilliseconds(50), time, call.Wire.Token);
        Change(call, teller, CallStates.Initiated);
        if (order.IsLost)
        {
            Change(call, teller, CallStates.Failed);
            return;
        }

        Change(call, teller, CallStates.Ringing);
        call.Await("answer");
        var input = await verbs.InputAsync(call, TimeSpan.FromSeconds(order.Timeout), "answer");
        if (input is null)
        {
            Change(call, teller, CallStates.NoAnswer);
            return;
        }

        call.AnsweredBy = order.DetectsMachines ? input.Text is "machine" ? "machine_end_beep" : "human" : null;
        Change(call, teller, CallStates.InProgress);
        if (order.Twiml is { } twiml)
            await RunAsync(call, teller, twiml, null);
        else
            await FetchAndRunAsync(call, teller, order.Url!, null);
    }

    private async Task FetchAndRunAsync(SimulatedCall call, CallReports.Reporter teller, string url, Dictionary<string, string>? form)
    {
        var (document, address) = (await FetchAsync(call, url, form), url);
        await RunAsync(call, teller, document, address);
    }

    private async Task RunAsync(SimulatedCall call, CallReports.Reporter teller, string? document, string? address)
    {
        for (var documents = 0; documents < MostDocuments; documents++)
        {
            if (Parse(document) is not { } response)
            {
                call.Add("note", "An application error has occurred.");
                break;
            }

            if (call.State == CallStates.Ringing && response.Elements().FirstOrDefault()?.Name != "Reject")
                Change(call, teller, CallStates.InProgress);
            var next = await verbs.RunAsync(call, response, address);
            if (next is null)
                break;
            address = next.Url;
            document = await FetchAsync(call, next.Url, next.Form);
        }

        Change(call, teller, call.State == CallStates.Ringing ? CallStates.Busy : CallStates.Completed);
    }

    private async Task<string?> FetchAsync(SimulatedCall call, string url, Dictionary<string, string>? more)
    {
        var form = CallForm.Of(call, account.Twilio.AccountSid);
        foreach (var (name, value) in more ?? [])
            form[name] = value;
        return await webhooks.DocumentAsync(url, form, call.Wire.Token);
    }

    private void Change(SimulatedCall call, CallReports.Reporter teller, string state)
    {
        if (call.IsOver)
            return;
        call.Become(state, time.GetUtcNow());
        teller.Report();
    }

    private async Task RunSafelyAsync(SimulatedCall call, CallReports.Reporter teller, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (OperationCanceledException)
        {
            // Somebody hung up: the state says so already, and is reported below.
            await verbs.SayEndAsync(call);
            teller.Report();
        }
        catch (Exception exception)
        {
            Log.Failed(log, call.Sid, exception);
            Change(call, teller, CallStates.Failed);
        }

        await teller.FinishAsync(CancellationToken.None);
    }

    private static XElement? Parse(string? document)
    {
        try
        {
            return document is null ? null : XDocument.Parse(document).Root is { Name.LocalName: "Response" } root ? root : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Simulated call {CallSid} broke off")]
        public static partial void Failed(ILogger log, string callSid, Exception exception);
    }
}

/// <summary>An order to call a citizen.</summary>
/// <param name="Timeout">Seconds that it rings.</param>
/// <param name="IsLost">The number turns out to be nobody's.</param>
internal sealed record CallOrder(
    string To, string From, string? Url, string? Twiml, string? StatusCallback, IReadOnlyCollection<string> Events, int Timeout, bool DetectsMachines,
    bool IsLost);

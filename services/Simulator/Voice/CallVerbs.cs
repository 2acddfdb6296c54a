using System.Globalization;
using System.Xml.Linq;

namespace Omnichannel.Simulator;

/// <param name="Form">Further fields of the request.</param>
internal sealed record NextDocument(string Url, Dictionary<string, string> Form);

/// <summary>What each verb of a document does to a call.</summary>
internal sealed partial class CallVerbs(CallNetwork network, CallReports reports, Webhooks webhooks, SimulatorAccount account, TimeProvider time)
{
    /// <summary>Characters that a voice says in a second.</summary>
    private const int Pace = 15;

    /// <summary>Runs a document; the next one where it leads to one, null where the call ends.</summary>
    public async Task<NextDocument?> RunAsync(SimulatedCall call, XElement response, string? address)
    {
        foreach (var verb in response.Elements())
        {
            call.Wire.Token.ThrowIfCancellationRequested();
            switch (verb.Name.LocalName)
            {
                case "Say" or "Play" or "Pause":
                    await SoundAsync(call, verb);
                    break;
                case "Gather" when await GatherAsync(call, verb, address) is { } answered:
                    return answered;
                case "Record" when await RecordAsync(call, verb, address) is { } recorded:
                    return recorded;
                case "Enqueue":
                    return await EnqueueAsync(call, verb, address);
                case "Dial":
                    return await DialAsync(call, verb, address);
                case "Redirect":
                    return new NextDocument(Absolute(verb.Value.Trim(), address), []);
                case "Reject":
                case "Hangup":
                    call.Add("note", "The other side hangs up.");
                    return null;
            }
        }

        call.Add("note", "The call ends.");
        return null;
    }

    /// <summary>A caller left the queue: its action is called, though nobody hears the answer.</summary>
    public async Task SayEndAsync(SimulatedCall call)
    {
        if (call.QueueAction is not { } action)
            return;
        var queue = CallNetwork.SidOf(call.Queue ?? "");
        (call.QueueAction, call.Queue) = (null, null);
        await webhooks.DocumentAsync(action, CallForm.Of(call, account.Twilio.AccountSid, ("QueueResult", "hangup"), ("QueueSid", queue)), CancellationToken.None);
    }

    /// <summary>What the phone does next of these kinds; null when it does nothing for so long.</summary>
    public async Task<CallInput?> InputAsync(SimulatedCall call, TimeSpan timeout, params string[] kinds)
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, call.Wire.Token);
        try
        {
            while (true)
            {
                var input = await call.Inputs.Reader.ReadAsync(either.Token);
                if (kinds.Contains(input.Kind))
                    return input;
            }
        }
        catch (OperationCanceledException) when (!call.Wire.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task SoundAsync(SimulatedCall call, XElement verb)
    {
        switch (verb.Name.LocalName)
        {
            case "Say":
                call.Add("line", verb.Value);
                break;
            case "Play":
                call.Add("line", $"♪ {verb.Value}");
                break;
            default:
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(Number(verb, "length", 1), 2)), time, call.Wire.Token);
                break;
        }
    }

    private async Task<NextDocument?> GatherAsync(SimulatedCall call, XElement verb, string? address)
    {
        foreach (var sound in verb.Elements())
            await SoundAsync(call, sound);
        var hearsSpeech = Text(verb, "input", "dtmf").Contains("speech", StringComparison.Ordinal);
        var hearsKeys = Text(verb, "input", "dtmf").Contains("dtmf", StringComparison.Ordinal);
        call.Await(hearsSpeech && hearsKeys ? "keys speech" : hearsSpeech ? "speech" : "keys");
        var timeout = TimeSpan.FromSeconds(Number(verb, "timeout", 5) + verb.Elements("Say").Sum(say => say.Value.Length) / Pace);
        var (digits, most, end) = ("", Number(verb, "numDigits", 100), Text(verb, "finishOnKey", "#"));
        string? speech = null;
        while (await InputAsync(call, timeout, [.. hearsKeys ? ["keys"] : Array.Empty<string>(), .. hearsSpeech ? ["speech"] : Array.Empty<string>()]) is { } input)
        {
            call.Add("phone", input.Text);
            if (input.Kind == "speech")
            {
                speech = input.Text;
                break;
            }

            var ended = end.Length > 0 && input.Text.Contains(end, StringComparison.Ordinal);
            digits += ended ? input.Text[..input.Text.IndexOf(end, StringComparison.Ordinal)] : input.Text;
            if (ended || digits.Length >= most)
                break;
        }

        call.Await("");
        if (digits.Length == 0 && speech is null && Text(verb, "actionOnEmptyResult", "false") != "true")
            return null;
        var form = new Dictionary<string, string>();
        if (speech is null)
            form["Digits"] = digits[..Math.Min(digits.Length, most)];
        else
            (form["SpeechResult"], form["Confidence"], form["Language"]) = (speech, "0.93", Text(verb, "language", "en-US"));
        return new NextDocument(Absolute(Text(verb, "action", address ?? ""), address), form);
    }

    private async Task<NextDocument?> RecordAsync(SimulatedCall call, XElement verb, string? address)
    {
        call.Add("line", "(beep)");
        call.Await("message");
        var input = await InputAsync(call, TimeSpan.FromSeconds(Math.Min(Number(verb, "maxLength", 3_600), 60)), "speech", "keys");
        call.Await("");
        if (input is not { Kind: "speech" })
            return null;
        call.Add("phone", input.Text);
        var (sid, seconds) = (SimulatedCall.NewSid("RE"), Math.Max(2, input.Text.Length / Pace));
        network.Keep(sid, seconds);
        var url = $"{account.Twilio.BaseUrl}/{TwilioRoutes.Version}/Accounts/{account.Twilio.AccountSid}/Recordings/{sid}";
        (string, string)[] about = [("RecordingSid", sid), ("RecordingUrl", url), ("RecordingDuration", seconds.ToString(CultureInfo.InvariantCulture))];
        _ = ReportRecordingAsync(call, verb, address, about, input.Text);
        return new NextDocument(
            Absolute(Text(verb, "action", address ?? ""), address), about.Append(("Digits", "#")).ToDictionary(pair => pair.Item1, pair => pair.Item2));
    }

    /// <summary>The file is there, and later what a machine understood: both come on their own, in their own time.</summary>
    private async Task ReportRecordingAsync(SimulatedCall call, XElement verb, string? address, (string, string)[] about, string words)
    {
        var form = CallForm.Of(call, account.Twilio.AccountSid, about);
        await Task.Delay(TimeSpan.FromMilliseconds(500), time, CancellationToken.None);
        if (Text(verb, "recordingStatusCallback", "") is { Length: > 0 } told)
        {
            // This report names neither side of the call.
            var report = about.Append(("RecordingStatus", "completed")).Append(("RecordingSource", "RecordVerb")).Append(("RecordingChannels", "1"))
                .Append(("CallSid", call.Sid)).Append(("AccountSid", account.Twilio.AccountSid)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
            await reports.PostAsync(Absolute(told, address), report);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None);
        if (Text(verb, "transcribeCallback", "") is not { Length: > 0 } transcribed)
            return;
        (form["TranscriptionSid"], form["TranscriptionText"], form["TranscriptionStatus"]) = (SimulatedCall.NewSid("TR"), words, "completed");
        await reports.PostAsync(Absolute(transcribed, address), form);
    }

    /// <summary>An address relative to its document's; without one only absolute ones work.</summary>
    private static string Absolute(string url, string? address) =>
        address is not null && url.Length > 0 && !url.Contains("://", StringComparison.Ordinal) ? new Uri(new Uri(address), url).AbsoluteUri
        : url.Length > 0 ? url
        : address ?? "";

    private static string Text(XElement verb, string attribute, string standard) => verb.Attribute(attribute)?.Value ?? standard;

    private static int Number(XElement verb, string attribute, int standard) =>
        int.TryParse(verb.Attribute(attribute)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : standard;
}

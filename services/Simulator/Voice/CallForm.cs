using System.Globalization;

namespace Omnichannel.Simulator;

/// <summary>The forms that Twilio posts about calls.</summary>
internal static class CallForm
{
    /// <summary>What every request about a call says.</summary>
    public static Dictionary<string, string> Of(SimulatedCall call, string accountSid, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var (from, to) = call.IsInbound ? (call.Phone, call.Ours) : (call.Ours, call.Phone);
        var form = new Dictionary<string, string>
        {
            ["CallSid"] = call.Sid,
            ["AccountSid"] = accountSid,
            ["From"] = from,
            ["Caller"] = from,
            ["To"] = to,
            ["Called"] = to,
            ["CallStatus"] = call.State,
            ["Direction"] = call.IsInbound ? "inbound" : "outbound-api",
            ["ApiVersion"] = TwilioRoutes.Version,
        };
        foreach (var (name, value) in more)
            form[name] = value;
        return form;
    }

    /// <summary>A progress report, with its number.</summary>
    public static Dictionary<string, string> Status(SimulatedCall call, string accountSid, DateTimeOffset at)
    {
        var form = Of(
            call, accountSid, ("CallbackSource", "call-progress-events"),
            ("SequenceNumber", call.NextSequence().ToString(CultureInfo.InvariantCulture)), ("Timestamp", TwilioJson.DateOf(at)));
        if (call.IsOver)
        {
            form["CallDuration"] = $"{call.Seconds}";
            form["Duration"] = $"{(call.Seconds + 59) / 60}";
        }

        if (call.AnsweredBy is { } by)
            form["AnsweredBy"] = by;
        if (call.State is CallStates.Busy)
            form["SipResponseCode"] = "486";
        if (call.State is CallStates.Failed)
            form["SipResponseCode"] = "404";
        return form;
    }
}

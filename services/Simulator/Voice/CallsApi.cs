using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;

namespace Omnichannel.Simulator;

/// <summary>Twilio's Calls and Recordings REST API at Twilio's own routes.</summary>
internal sealed class CallsApi(CallNetwork network, CallPlayer player, FaultSwitch faults, SimulatorAccount account, TimeProvider time)
{
    private const int MaxTwiml = 4_000;

    public static void Map(IEndpointRouteBuilder twilio)
    {
        twilio.MapPost("/Calls.json", (HttpContext http, CallsApi api) => api.CreateAsync(http));
        twilio.MapGet("/Calls.json", (HttpContext http, CallsApi api) => api.List(http.Request));
        twilio.MapGet("/Calls/{callSid}.json", (string callSid, CallsApi api) => api.One(callSid));
        twilio.MapPost("/Calls/{callSid}.json", (string callSid, HttpContext http, CallsApi api) => api.ChangeAsync(callSid, http));
        twilio.MapGet("/Queues.json", (CallsApi api) => api.Queues());
        twilio.MapPost("/Queues/{queueSid}/Members/{callSid}.json", (string queueSid, string callSid, HttpContext http, CallsApi api) => api.DequeueAsync(queueSid, callSid, http));
        twilio.MapGet("/Recordings/{recordingSid}.mp3", (string recordingSid, CallsApi api) => api.Recording(recordingSid));
    }

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        if (Refuse(form) is { } refusal)
            return refusal;
        var fault = faults.Next();
        switch (fault.Fail)
        {
            case FaultSettings.TooMany:
                return TwilioError.TooMany(http);
            case FaultSettings.Broken:
                return TwilioError.Of(500, 20500, "An internal server error has occurred");
            case FaultSettings.Busy:
                return TwilioError.Of(503, 20503, "Service unavailable");
            case FaultSettings.OptedOut:
                return TwilioError.Of(400, 21610, "Attempt to call an unsubscribed recipient");
        }

        var call = player.Ring(OrderOf(form, fault.Fail == FaultSettings.UnknownNumber));
        await Task.Delay(TimeSpan.FromMilliseconds(fault.LatencyMs), time, http.RequestAborted);
        if (fault.Fail == FaultSettings.LostAnswer)
        {
            http.Abort();
            return Results.Empty;
        }

        return Results.Json(Show(call), TwilioJson.Options, statusCode: 201);
    }

    private static IResult? Refuse(IFormCollection form)
    {
        if (!PhoneNumber.IsE164(form["To"].ToString()) && !form["To"].ToString().StartsWith("sip", StringComparison.OrdinalIgnoreCase))
            return TwilioError.Of(400, 21211, "The 'To' number is not a valid phone number.");
        if (!PhoneNumber.IsE164(form["From"].ToString()))
            return TwilioError.Of(400, 21212, "The 'From' number is not a valid phone number.");
        var (url, twiml) = (form["Url"].ToString(), form["Twiml"].ToString());
        if (url.Length == 0 == (twiml.Length == 0))
            return TwilioError.Of(400, 21205, "Exactly one of 'Url' and 'Twiml' is required.");
        if (url.Length > 0 && !WebAddress.IsOne(url))
            return TwilioError.Of(400, 21205, "The 'Url' is not a valid URL.");
        if (twiml.Length > MaxTwiml)
            return TwilioError.Of(400, 21218, "The 'Twiml' is longer than 4000 characters.");
        return form["StatusCallback"].ToString() is { Length: > 0 } callback && !WebAddress.IsOne(callback)
            ? TwilioError.Of(400, 21609, "The 'StatusCallback' URL is not a valid URL.")
            : null;
    }

    private static CallOrder OrderOf(IFormCollection form, bool isLost) => new(
        form["To"].ToString(), form["From"].ToString(), Some(form["Url"].ToString()), Some(form["Twiml"].ToString()), Some(form["StatusCallback"].ToString()),
        [.. form["StatusCallbackEvent"].OfType<string>().SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))],
        int.TryParse(form["Timeout"], NumberStyles.None, CultureInfo.InvariantCulture, out var timeout) ? Math.Clamp(timeout, 5, 600) : 60,
        form["MachineDetection"].ToString().Length > 0, isLost);

    private static string? Some(string text) => text.Length > 0 ? text : null;

    private IResult List(HttpRequest request)
    {
        var (to, from) = (request.Query["To"].ToString(), request.Query["From"].ToString());
        var calls = network.All().Select(Show)
            .Where(call => (to.Length == 0 || call.To == to) && (from.Length == 0 || call.From == from)).Take(100).ToList();
        return Results.Json(new { calls, page = 0, page_size = 100, next_page_uri = (string?)null }, TwilioJson.Options);
    }

    private IResult One(string sid) => network.TryFind(sid, out var call)
        ? Results.Json(Show(call), TwilioJson.Options)
        : TwilioError.Of(404, 20404, "The requested resource was not found");

    private async Task<IResult> ChangeAsync(string sid, HttpContext http)
    {
        if (!network.TryFind(sid, out var call))
            return TwilioError.Of(404, 20404, "The requested resource was not found");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var state = form["Status"].ToString();
        if (state is not (CallStates.Completed or CallStates.Canceled))
            return TwilioError.Of(400, 20001, "Only 'Status' can be changed here, to 'completed' or 'canceled'.");
        player.End(call, state);
        return Results.Json(Show(call), TwilioJson.Options);
    }

    private IResult Queues() => Results.Json(
        new { queues = network.Queues().Select(name => new { sid = CallNetwork.SidOf(name), friendly_name = name }), page = 0, next_page_uri = (string?)null },
        TwilioJson.Options);

    private async Task<IResult> DequeueAsync(string queueSid, string callSid, HttpContext http)
    {
        var url = (await http.Request.ReadFormAsync(http.RequestAborted))["Url"].ToString();
        if (!WebAddress.IsOne(url))
            return TwilioError.Of(400, 21205, "The 'Url' is not a valid URL.");
        if (!network.TryFind(callSid, out var call) || call.Queue is not { } queue || CallNetwork.SidOf(queue) != queueSid)
            return TwilioError.Of(404, 20404, "The requested resource was not found");
        call.Inputs.Writer.TryWrite(new CallInput("redirect", url));
        return Results.Json(new { call_sid = callSid, queue_sid = queueSid, date_enqueued = TwilioJson.DateOf(call.CreatedAt) }, TwilioJson.Options);
    }

    private IResult Recording(string sid) => network.SecondsOf(sid) is { } seconds
        ? Results.Bytes(SilentMp3.Of(seconds), "audio/mpeg")
        : TwilioError.Of(404, 20404, "The requested resource was not found");

    private Shown Show(SimulatedCall call) => new(
        call.Sid, TwilioJson.DateOf(call.CreatedAt), account.Twilio.AccountSid, call.IsInbound ? call.Ours : call.Phone,
        call.IsInbound ? call.Phone : call.Ours, call.State, call.AnsweredAt is { } at ? TwilioJson.DateOf(at) : null,
        call.EndedAt is { } end ? TwilioJson.DateOf(end) : null, call.Seconds?.ToString(CultureInfo.InvariantCulture),
        call.IsInbound ? "inbound" : call.Parent is null ? "outbound-api" : "outbound-dial", call.AnsweredBy, TwilioRoutes.Version,
        $"/{TwilioRoutes.Version}/Accounts/{account.Twilio.AccountSid}/Calls/{call.Sid}.json");

    private sealed record Shown(
        string Sid, string DateCreated, string AccountSid, string To, string From, string Status, string? StartTime, string? EndTime, string? Duration,
        string Direction, string? AnsweredBy, string ApiVersion, string Uri);
}

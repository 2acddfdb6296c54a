using Microsoft.AspNetCore.Http;

namespace Omnichannel.Simulator;

/// <summary>The Graph API's error body.</summary>
internal static class GraphError
{
    public static IResult Of(int status, int code, string message, int? subcode = null) => Results.Json(
        subcode is null
            ? (object)new { error = new { message, type = "OAuthException", code, fbtrace_id = "simulator" } }
            : new { error = new { message, type = "OAuthException", code, error_subcode = subcode, fbtrace_id = "simulator" } },
        statusCode: status);

    /// <summary>What a fault that is switched on makes of a send; null = it is taken.</summary>
    public static IResult? Of(FaultSettings fault, string channel, HttpContext http)
    {
        switch (fault.Fail)
        {
            case FaultSettings.TooMany:
                http.Response.Headers.RetryAfter = "1";
                return channel == "whatsapp" ? Of(429, 130429, "Rate limit hit") : Of(429, 613, "Calls to this API have exceeded the rate limit");
            case FaultSettings.Broken:
                return Results.Text("upstream error", statusCode: 500);
            case FaultSettings.Busy:
                return Of(503, 2, "Service temporarily unavailable");
            case FaultSettings.OptedOut:
                return channel == "whatsapp" ? Of(400, 131050, "User has stopped marketing messages") : Of(400, 551, "This person isn't available right now");
            case FaultSettings.UnknownNumber when channel == "messenger":
                return Of(400, 100, "No matching user found", 2018001);
            default:
                return null;
        }
    }
}

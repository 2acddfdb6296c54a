using Microsoft.AspNetCore.Http;

namespace Omnichannel.Simulator;

/// <summary>Twilio's error body. Unlike Twilio's, the sentence repeats nothing of the request: nobody's number ends in a log.</summary>
internal sealed record TwilioError(int Code, string Message, string MoreInfo, int Status)
{
    public static IResult Of(int status, int code, string message) =>
        Results.Json(new TwilioError(code, message, $"https://www.twilio.com/docs/errors/{code}", status), TwilioJson.Options, statusCode: status);

    public static IResult TooMany(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Of(429, 20429, "Too Many Requests");
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>What became of a command, as HTTP.</summary>
internal static class Answers
{
    /// <summary>The answer with the position reached, or the refusal as a problem.</summary>
    public static IResult Of(HttpContext http, Handled<WebhookState> handled, Func<WebhookState, IResult> answer)
    {
        if (handled.Refusal is { } refusal)
            return Refused(refusal);
        http.Response.Headers[CommandIds.PositionHeader] = handled.Position.ToString(CultureInfo.InvariantCulture);
        return answer(handled.State);
    }

    public static IResult Refused(Refusal refusal) => Problems.Of(refusal.Status, refusal.Code, refusal.Sentence);

    public static IResult NotThereYet(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Problems.Of(503, "read-model.behind", "The read model has not reached that position yet; try again.");
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>What became of a command, as HTTP.</summary>
internal static class Answers
{
    public static IResult Refused(Refusal refusal) => Problems.Of(refusal.Status, refusal.Code, refusal.Sentence);

    /// <summary>200 with the value and the position reached, or the refusal as a problem.</summary>
    public static IResult Of<TState>(HttpContext context, Handled<TState> handled, Func<TState, object?> value)
    {
        if (handled.Refusal is { } refusal)
            return Refused(refusal);
        context.Response.Headers[CommandIds.PositionHeader] = handled.Position.ToString(CultureInfo.InvariantCulture);
        return Results.Ok(value(handled.State));
    }
}

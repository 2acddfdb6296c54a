using System.Globalization;
using Microsoft.AspNetCore.Http;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>What became of a command, as HTTP.</summary>
internal static class Answers
{
    /// <summary>202 with the value and the position reached, or the refusal as a problem.</summary>
    public static IResult Of<TState>(HttpContext context, Handled<TState> handled, Func<object?> value)
    {
        if (handled.Refusal is { } refusal)
            return Refused(refusal);
        context.Response.Headers[CommandIds.PositionHeader] = handled.Position.ToString(CultureInfo.InvariantCulture);
        return Results.Accepted(value: value());
    }

    public static IResult Refused(Refusal refusal) => Problems.Of(refusal.Status, refusal.Code, refusal.Sentence);

    public static IResult Unreadable(string code, string sentence) => Problems.Of(StatusCodes.Status400BadRequest, code, sentence);

    public static IResult NotThereYet(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Problems.Of(503, "read-model.behind", "The read model has not reached that position yet; try again.");
    }
}

/// <summary>The id of what a command made.</summary>
internal sealed record Created(Guid Id);

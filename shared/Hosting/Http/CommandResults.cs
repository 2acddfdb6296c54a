using System.Globalization;
using Microsoft.AspNetCore.Http;
using Omnichannel.Contracts;

namespace Omnichannel.Hosting;

/// <summary>What became of a command, as HTTP: the one place where a refusal gets a status.</summary>
public static class CommandResults
{
    /// <summary>202 with the value and the position reached, or the refusal as a problem.</summary>
    public static IResult Accepted(HttpContext http, ICommandOutcome outcome, Func<object?> value) =>
        Of(http, outcome, () => Results.Accepted(value: value()));

    /// <summary>200 with the value and the position reached, or the refusal as a problem.</summary>
    public static IResult Ok(HttpContext http, ICommandOutcome outcome, Func<object?> value) => Of(http, outcome, () => Results.Ok(value()));

    /// <summary>The answer with the position reached, or the refusal as a problem.</summary>
    public static IResult Of(HttpContext http, ICommandOutcome outcome, Func<IResult> answer)
    {
        if (outcome.Refusal is { } refusal)
            return Refused(refusal);
        if (outcome.Position > 0)
            http.Response.Headers[CommandIds.PositionHeader] = outcome.Position.ToString(CultureInfo.InvariantCulture);
        return answer();
    }

    public static IResult Refused(Refusal refusal) => Problems.Of(StatusOf(refusal.Kind), refusal.Code, refusal.Sentence);

    /// <summary>503: the read model has not reached the position that the caller requires.</summary>
    public static IResult Behind(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, "read-model.behind", "The read model has not reached that position yet; try again.");
    }

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Missing => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}

/// <summary>The id of what a command made.</summary>
public sealed record Created(Guid Id);

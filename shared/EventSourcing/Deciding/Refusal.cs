using Microsoft.AspNetCore.Http;

namespace Omnichannel.EventSourcing;

/// <summary>A business "no".</summary>
/// <param name="Code">Stable, such as <c>conversation.closed</c>; callers act on it.</param>
/// <param name="Sentence">For people; never carries personal data.</param>
/// <param name="Kind">Whether the state is in the way, or the request itself.</param>
public sealed record Refusal(string Code, string Sentence, RefusalKind Kind = RefusalKind.Rule)
{
    /// <summary>The HTTP status it is told with, whatever service refuses.</summary>
    public int Status => Kind switch
    {
        RefusalKind.Missing => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}

public enum RefusalKind
{
    /// <summary>A rule forbids it (422).</summary>
    Rule,

    /// <summary>Something else is there already, or the state does not allow it (409).</summary>
    Conflict,

    /// <summary>There is no such thing (404).</summary>
    Missing,

    /// <summary>There was such a thing, and it was erased (410).</summary>
    Gone,
}

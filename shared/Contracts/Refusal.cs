namespace Omnichannel.Contracts;

/// <summary>A business "no".</summary>
/// <param name="Code">Stable, such as <c>conversation.closed</c>; callers act on it.</param>
/// <param name="Sentence">For people; never carries personal data.</param>
/// <param name="Kind">Whether the state forbids it, or the request itself is wrong.</param>
public sealed record Refusal(string Code, string Sentence, RefusalKind Kind = RefusalKind.Rule);

public enum RefusalKind
{
    /// <summary>A rule forbids it.</summary>
    Rule,

    /// <summary>Something else is there already, or the state does not allow it.</summary>
    Conflict,

    /// <summary>There is no such thing.</summary>
    Missing,

    /// <summary>There was such a thing, and it was erased.</summary>
    Gone,
}

/// <summary>What became of a command.</summary>
public interface ICommandOutcome
{
    /// <summary>Why not; null when it was carried out, now or before.</summary>
    Refusal? Refusal { get; }

    /// <summary>The log position that it reached.</summary>
    long Position { get; }
}

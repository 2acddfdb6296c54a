using System.Diagnostics.CodeAnalysis;

namespace Omnichannel.EventSourcing;

/// <summary>The name of one history: <c>category-id</c>. Never personal data: stream names travel into feeds and routing keys.</summary>
/// <param name="Category">What it is a history of; letters and digits only.</param>
/// <param name="Id">Which one.</param>
public readonly record struct StreamName(string Category, string Id)
{
    public StreamName(string category, Guid id)
        : this(category, id.ToString())
    {
    }

    public override string ToString() => $"{Category}-{Id}";

    /// <summary>Reads <c>category-id</c> back; false when there is no dash.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out StreamName? name)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        name = dash > 0 ? new StreamName(text[..dash], text[(dash + 1)..]) : null;
        return name is not null;
    }

    /// <summary>The category of a stored stream name; the whole name when it has no dash.</summary>
    public static string CategoryOf(string stream)
    {
        var dash = stream.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 ? stream[..dash] : stream;
    }
}

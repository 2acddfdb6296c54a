using Omnichannel.Contracts;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>Who owns personal fields that are nobody's yet.</summary>
public static class Subjects
{
    /// <summary>The subject of a stream in which no event has named one.</summary>
    public static Guid OwnOf(StreamName stream) => DerivedId.From("subject", stream.ToString());
}

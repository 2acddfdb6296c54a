using System.Collections.Frozen;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>An opened key.</summary>
/// <param name="Value">32 bytes; null when it was destroyed.</param>
internal sealed record PersonalKey(byte[]? Value)
{
    public static IReadOnlyDictionary<Guid, PersonalKey> None { get; } = FrozenDictionary<Guid, PersonalKey>.Empty;

    public bool IsDestroyed => Value is null;
}

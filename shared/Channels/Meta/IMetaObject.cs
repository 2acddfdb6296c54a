using System.Text.Json;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Meta;

/// <summary>One kind of <c>object</c> in Meta's webhooks, and its reader.</summary>
public interface IMetaObject
{
    /// <summary>Such as <c>whatsapp_business_account</c> or <c>page</c>.</summary>
    string Kind { get; }

    /// <summary>Reads one entry into <paramref name="facts"/>. Total: never throws, whatever the entry.</summary>
    void Read(JsonElement entry, MetaFacts facts);
}

/// <summary>What a callback says: its facts, in their order, and why some part of it could not be read.</summary>
public sealed class MetaFacts(DateTimeOffset heardAt)
{
    private readonly List<IInboundFact> _heard = [];

    public DateTimeOffset HeardAt { get; } = heardAt;

    public IReadOnlyList<IInboundFact> Heard => _heard;

    /// <summary>A stable code of the first part that could not be read; null when all could.</summary>
    public string? Unreadable { get; private set; }

    public void Add(IInboundFact fact) => _heard.Add(fact);

    /// <summary>A part cannot be read; the others still are.</summary>
    public void Miss(string code) => Unreadable ??= code;
}

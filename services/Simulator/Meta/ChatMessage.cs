namespace Omnichannel.Simulator;

/// <summary>One message between a person and us on WhatsApp or Messenger, as it stands at one moment; also what the page is shown.</summary>
internal sealed record ChatMessage
{
    /// <summary>As Meta makes them: <c>wamid.…</c> or <c>m_…</c>.</summary>
    public required string Id { get; init; }

    public required string Channel { get; init; }

    /// <summary>A number, a WhatsApp user id, or a page-scoped id.</summary>
    public required string Person { get; init; }

    /// <summary><c>inbound</c> = the person wrote it, <c>outbound</c> = we did.</summary>
    public required string Direction { get; init; }

    public required string Text { get; init; }

    /// <summary><c>text</c>, <c>image</c>, <c>location</c>, <c>interactive</c>, <c>template</c> …</summary>
    public required string Kind { get; init; }

    /// <summary>What the person can tap.</summary>
    public IReadOnlyList<ChatChoice> Choices { get; init; } = [];

    /// <summary>The person's sign on it.</summary>
    public string? Reaction { get; init; }

    /// <summary>Outbound: <c>sent</c>, <c>delivered</c>, <c>read</c>, <c>failed</c>; inbound: <c>received</c>, <c>failed</c> (our callback did not take it).</summary>
    public required string State { get; init; }

    public required DateTimeOffset At { get; init; }

    public static string NewId(string channel) => channel == "whatsapp"
        ? $"wamid.{Convert.ToBase64String(Guid.NewGuid().ToByteArray())}"
        : $"m_{Guid.NewGuid():N}";
}

internal sealed record ChatChoice(string Id, string Title);

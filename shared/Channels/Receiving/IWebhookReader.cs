using System.Text;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels;

/// <summary>One endpoint of one provider: is a request authentic, and what does it say. Bytes in, facts out; no I/O.</summary>
public interface IWebhookReader
{
    string Channel { get; }

    string Provider { get; }

    /// <summary>The endpoint's name among the provider's, such as <c>message</c> or <c>status</c>.</summary>
    string Endpoint { get; }

    /// <summary>What the provider sends: one of these, as its account or its gateway is set up.</summary>
    IReadOnlyList<string> BodyTypes => [StoredInput.Form];

    /// <summary>Checks the provider's signature over the raw bytes in constant time.</summary>
    Authenticity Check(WebhookRequest request);

    /// <summary>Reads an authentic body. Total: never throws, whatever the bytes.</summary>
    WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt);

    /// <summary>
    /// What is kept of a request that cannot be read, so that <see cref="Read"/> gets it again later, as a POST without headers: its body,
    /// and where there is none its query as a form. A secret in the query must not be in it.
    /// </summary>
    StoredInput Keep(WebhookRequest request) => request.Body.Length > 0
        ? new StoredInput(request.ContentType, request.Body)
        : new StoredInput(StoredInput.Form, Encoding.UTF8.GetBytes(request.RawTarget[(request.RawTarget.IndexOf('?', StringComparison.Ordinal) + 1)..]));
}

/// <summary>A request that could not be read, without its address and its headers.</summary>
public sealed record StoredInput(string? ContentType, byte[] Body)
{
    public const string Form = "application/x-www-form-urlencoded";
}

public enum Authenticity
{
    Authentic,

    /// <summary>No signature (401).</summary>
    Missing,

    /// <summary>A wrong signature, or another account's (403).</summary>
    Wrong,
}

/// <summary>A request as it came.</summary>
/// <param name="RawTarget">Path and query exactly as sent: signatures cover the characters, not their meaning.</param>
/// <param name="Header">Looks a header up; empty when absent.</param>
public sealed record WebhookRequest(string Method, string RawTarget, string? ContentType, Func<string, string> Header, byte[] Body);

/// <summary>What a body says: facts (none for what is authentic but no concern of ours), or why it could not be read.</summary>
/// <param name="Unreadable">A stable code; null when it was read.</param>
public sealed record WebhookResult(IReadOnlyList<IInboundFact> Heard, string? Unreadable)
{
    public static WebhookResult Nothing { get; } = new([], null);

    /// <summary>Files that the request carried itself; what was heard names them as stored.</summary>
    public IReadOnlyList<InboundFile> Files { get; init; } = [];

    public static WebhookResult Of(params IReadOnlyList<IInboundFact> heard) => new(heard, null);

    public static WebhookResult Parked(string code) => new([], code);
}

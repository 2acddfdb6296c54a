namespace Omnichannel.Contracts;

/// <summary>A file that came with a message, or goes out with one.</summary>
/// <param name="Name">The name its sender gave it; shown as text, never used as a path.</param>
/// <param name="ContentType">What its sender says it is.</param>
/// <param name="Url">Where it can be fetched, with the provider's credentials where the provider asks for them.</param>
/// <param name="Size">Bytes, where known.</param>
public sealed record Attachment(string? Name, string ContentType, string Url, long? Size);

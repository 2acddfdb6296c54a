namespace Omnichannel.Contracts;

/// <summary>A file that came with a message, or goes out with one.</summary>
/// <param name="Name">The name its sender gave it; shown as text, never used as a path.</param>
/// <param name="ContentType">What its sender says it is; once it is stored, what its bytes say.</param>
/// <param name="Url">Where it can be fetched, with the provider's credentials where the provider asks for them;
/// <c>/attachments/{id}</c> once it is stored here.</param>
/// <param name="Size">Bytes, where known.</param>
public sealed record Attachment(string? Name, string ContentType, string Url, long? Size)
{
    private const string OwnPrefix = "/attachments/";

    /// <summary>Lower-case hex SHA-256 of the bytes, where the provider tells it.</summary>
    public string? Sha256 { get; init; }

    /// <summary>A stable code when it could not be fetched, such as <c>attachment.gone</c>; null otherwise.</summary>
    public string? Problem { get; init; }

    /// <summary>The id under which it is stored here; null while it is elsewhere.</summary>
    public Guid? StoredId() =>
        Url.StartsWith(OwnPrefix, StringComparison.Ordinal) && Guid.TryParse(Url.AsSpan(OwnPrefix.Length), out var id) ? id : null;

    /// <summary>The address of what is stored here.</summary>
    public static string UrlOf(Guid id) => $"{OwnPrefix}{id}";
}

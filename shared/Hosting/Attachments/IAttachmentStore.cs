namespace Omnichannel.Hosting;

/// <summary>Where the files of messages are kept. An id is written once: writing it again with other bytes changes nothing.</summary>
public interface IAttachmentStore
{
    /// <summary>Keeps a file; returns once it is durable.</summary>
    /// <param name="id">Derived from the message and the file's index in it, so that a repeat finds what is there.</param>
    /// <param name="name">As its sender gave it; null = none.</param>
    /// <param name="declaredType">What its sender says it is.</param>
    /// <param name="maxSize">Bytes.</param>
    /// <exception cref="AttachmentTooLargeException">It is larger; nothing is kept.</exception>
    /// <exception cref="AttachmentsUnavailableException">Try again later; so with the other methods.</exception>
    Task<StoredAttachment> SaveAsync(Guid id, Stream content, string? name, string? declaredType, long maxSize, CancellationToken ct);

    /// <summary>Null when there is no such file.</summary>
    Task<OpenAttachment?> OpenAsync(Guid id, CancellationToken ct);

    /// <summary>No file, no error.</summary>
    Task DeleteAsync(Guid id, CancellationToken ct);
}

/// <param name="ContentType">What its bytes say, else what its sender said, never a type that a browser would run.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record StoredAttachment(Guid Id, string? Name, string ContentType, long Size, string Sha256)
{
    public Contracts.Attachment ToContract() => new(Name, ContentType, Contracts.Attachment.UrlOf(Id), Size) { Sha256 = Sha256 };
}

public sealed record OpenAttachment(StoredAttachment File, Stream Content) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>A file is larger than allowed.</summary>
public sealed class AttachmentTooLargeException(long maxSize) : Exception($"The file has more than {maxSize} bytes.");

/// <summary>What keeps the files does not answer, or does not let us in.</summary>
public sealed class AttachmentsUnavailableException(string message, Exception? inner = null) : IOException(message, inner);

using Omnichannel.Contracts;

namespace Omnichannel.Channels;

/// <summary>Where one provider keeps what came with a message: one attempt, never a retry; the kit checks, stores and retries.</summary>
public interface IMediaSource
{
    string Channel { get; }

    string Provider { get; }

    /// <summary>Bytes; what is larger is not fetched.</summary>
    long MaxSize { get; }

    /// <summary>Opens what an attachment's <see cref="Attachment.Url"/> refers to.</summary>
    /// <exception cref="HttpRequestException">The provider did not answer well; 404, 410 and 403 are final, all else is tried again.</exception>
    Task<Stream> OpenAsync(Attachment attachment, CancellationToken ct);
}

using System.Security.Cryptography;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>A file that came within a request itself: stored before the message is accepted, so that no message names a file that is not there.</summary>
/// <param name="Id">Derived from the message and the file's index in it.</param>
/// <param name="Name">As its sender gave it; null = none.</param>
/// <param name="ContentType">What its sender says it is.</param>
public sealed record InboundFile(Guid Id, string? Name, string ContentType, byte[] Content)
{
    /// <summary>The attachment as it will be once it is stored: it follows from the bytes alone.</summary>
    public Attachment ToAttachment() => new(
        FileNames.Clean(Name), ContentTypes.Of(Content.AsSpan(0, Math.Min(Content.Length, ContentTypes.HeadLength)), ContentType), Attachment.UrlOf(Id), Content.Length)
    {
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Content)),
    };
}

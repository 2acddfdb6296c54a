using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Omnichannel.Contracts;

namespace Omnichannel.Hosting;

/// <summary>
/// Links to stored files for those who have no key: a provider that fetches what we send, a citizen whose channel carries no files. Each
/// names one file, ends by itself and cannot be guessed.
/// </summary>
public sealed class AttachmentLinks(AdminKey adminKey, AttachmentOptions options, TimeProvider time)
{
    private readonly byte[] _key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(adminKey.Value), "attachment links"u8);

    /// <summary>A link that works without a key; what is stored elsewhere keeps its own address.</summary>
    /// <param name="lifetime">How long it works.</param>
    public string To(Attachment attachment, TimeSpan lifetime) => attachment.StoredId() is { } id ? options.PublicUrl + PathTo(id, lifetime) : attachment.Url;

    /// <summary>The same without our origin, for pages of ours.</summary>
    public string PathTo(Guid id, TimeSpan lifetime)
    {
        var until = (time.GetUtcNow() + lifetime).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"{Attachment.UrlOf(id)}?until={until}&signature={Sign(id, until)}");
    }

    /// <summary>True when a link of ours says so and has not ended.</summary>
    public bool Allows(Guid id, long? until, string? signature) =>
        until is { } end && signature is not null && time.GetUtcNow().ToUnixTimeSeconds() <= end
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(id, end)));

    private string Sign(Guid id, long until) => Convert.ToHexStringLower(
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id:N}.{until}")))[..16]);
}

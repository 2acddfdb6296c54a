using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>What all personal keys of an installation are wrapped with for a time. Kept apart from them: a copy of the one is of no use without the other.</summary>
/// <param name="Id">Identifies the key, and reveals nothing about it.</param>
/// <param name="Value">32 bytes.</param>
internal sealed record EpochKey(string Id, byte[] Value)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static EpochKey Of(byte[] value) =>
        new(Convert.ToHexStringLower(HMACSHA256.HashData(value, "epoch key id"u8)[..8]), value);

    public static EpochKey New() => Of(RandomNumberGenerator.GetBytes(32));

    /// <summary>As it stands in a file or a setting.</summary>
    public string Text => Convert.ToBase64String(Value);

    public WrappedKey Wrap(Guid subject, byte[] key)
    {
        var wrapped = new byte[NonceSize + key.Length + TagSize];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        using var aes = new AesGcm(Value, TagSize);
        aes.Encrypt(
            wrapped.AsSpan(0, NonceSize), key, wrapped.AsSpan(NonceSize, key.Length), wrapped.AsSpan(NonceSize + key.Length),
            Encoding.UTF8.GetBytes($"{subject}\n{Id}"));
        return new WrappedKey(subject, Id, wrapped);
    }

    /// <exception cref="CryptographicException">It is not wrapped with this, or was changed.</exception>
    public byte[] Unwrap(WrappedKey wrapped)
    {
        var bytes = wrapped.Wrapped!;
        var key = new byte[bytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(Value, TagSize);
        aes.Decrypt(
            bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize, key.Length), bytes.AsSpan(NonceSize + key.Length), key,
            Encoding.UTF8.GetBytes($"{wrapped.Subject}\n{Id}"));
        return key;
    }
}

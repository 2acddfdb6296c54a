using System.Net.Mime;
using System.Runtime.Serialization;
using System.Security.Cryptography;
using System.Text;
using MassTransit;
using MassTransit.Serialization;

namespace Omnichannel.Hosting;

/// <summary>
/// MassTransit's JSON, encrypted for the broker: RabbitMQ keeps the bytes of messages in its files until it needs the room, long
/// after they were taken, and what was erased must not be found there. AES-256-GCM with a key that follows from the admin key, which every
/// process of an installation has; nonce, ciphertext, tag. Plain messages are read as before.
/// </summary>
internal sealed class SealedMessages(AdminKey adminKey) : ISerializerFactory, IMessageSerializer, IMessageDeserializer
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] _key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(adminKey.Value), "bus messages"u8);
    private readonly SystemTextJsonMessageSerializer _json = new();

    public ContentType ContentType { get; } = new("application/vnd.omnichannel+sealed");

    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => this;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class => new BytesMessageBody(Seal(_json.GetMessageBody(context).GetBytes()));

    public MessageBody GetMessageBody(string text) => new BytesMessageBody(Convert.FromBase64String(text));

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        _json.Deserialize(new BytesMessageBody(Open(body.GetBytes())), headers, destinationAddress);

    public void Probe(ProbeContext context) => context.CreateScope("json").Add("contentType", ContentType.MediaType);

    private byte[] Seal(byte[] plain)
    {
        var sealedBytes = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(
            sealedBytes.AsSpan(0, NonceSize), plain, sealedBytes.AsSpan(NonceSize, plain.Length), sealedBytes.AsSpan(NonceSize + plain.Length));
        return sealedBytes;
    }

    /// <exception cref="SerializationException">Another installation's, or from before the admin key was changed.</exception>
    private byte[] Open(byte[] sealedBytes)
    {
        if (sealedBytes.Length < NonceSize + TagSize)
            throw new SerializationException("The message is too short to be a sealed one.");
        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_key, TagSize);
        try
        {
            aes.Decrypt(
                sealedBytes.AsSpan(0, NonceSize), sealedBytes.AsSpan(NonceSize, plain.Length), sealedBytes.AsSpan(NonceSize + plain.Length), plain);
            return plain;
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new SerializationException("The message does not open with this process's admin key.", exception);
        }
    }
}

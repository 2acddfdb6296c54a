using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>
/// An event's JSON with its personal members in one box: <c>"sealed":{"for":"subject","box":"base64 of nonce, ciphertext, tag"}</c>. AES-256-GCM;
/// stream, event id and type are bound to it, so that a box that is moved elsewhere does not open. The nonce is random, for a retry may
/// carry other content under the same event id.
/// </summary>
internal static class SealedContent
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>True when there is something to seal.</summary>
    public static bool HasPersonal(ReadOnlySpan<byte> content, PersonalShape shape)
    {
        if (shape.Fields.Count == 0)
            return false;
        var reader = new Utf8JsonReader(content);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsPersonal(ref reader, shape))
                return true;
            reader.Skip();
        }

        return false;
    }

    /// <summary>The subject that the event itself names; null when it names none.</summary>
    public static Guid? SubjectOf(ReadOnlySpan<byte> content, PersonalShape shape)
    {
        if (shape.SubjectField is not { } field)
            return null;
        var reader = new Utf8JsonReader(content);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(field))
                return reader.Read() && reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var subject) ? subject : null;
            reader.Skip();
        }

        return null;
    }

    /// <param name="key">The subject's; null when it was destroyed: then what is personal is left out for good.</param>
    public static byte[] Seal(ReadOnlySpan<byte> content, PersonalShape shape, Guid subject, byte[]? key, StreamName stream, NewEvent e)
    {
        var output = new ArrayBufferWriter<byte>(content.Length + 160);
        var personal = new ArrayBufferWriter<byte>(content.Length);
        output.Write("{"u8);
        var reader = new Utf8JsonReader(content);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var target = IsPersonal(ref reader, shape) ? personal : output;
            reader.Skip();
            if (target == personal ? personal.WrittenCount > 0 : output.WrittenCount > 1)
                target.Write(","u8);
            target.Write(content[start..(int)reader.BytesConsumed]);
        }

        if (output.WrittenCount > 1)
            output.Write(","u8);
        output.Write("\"sealed\":{\"for\":\""u8);
        output.Write(Encoding.ASCII.GetBytes(subject.ToString()));
        output.Write("\""u8);
        if (key is not null)
            WriteBox(output, personal.WrittenSpan, key, BoundTo(stream.ToString(), e.Id, e.Type));
        output.Write("}}"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Where the box stands; null when there is none.</summary>
    public static Found? Find(ReadOnlySpan<byte> content)
    {
        if (content.IndexOf("\"sealed\""u8) < 0)
            return null;
        var reader = new Utf8JsonReader(content);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            if (reader.ValueTextEquals("sealed"u8) && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                return ReadBox(ref reader, start);
            reader.Skip();
        }

        return null;
    }

    /// <summary>The content with <paramref name="members"/> instead of the box.</summary>
    public static byte[] Merge(ReadOnlySpan<byte> content, Found found, ReadOnlySpan<byte> members)
    {
        var head = content[..found.Start].TrimEnd(" ,\t\r\n"u8);
        var tail = content[found.End..].TrimStart(" ,\t\r\n"u8);
        var output = new ArrayBufferWriter<byte>(content.Length + members.Length);
        output.Write(head);
        if (members.Length > 0 && !head.EndsWith("{"u8))
            output.Write(","u8);
        output.Write(members);
        if (!tail.StartsWith("}"u8) && output.WrittenCount > 1)
            output.Write(","u8);
        output.Write(tail);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The personal members as they were sealed; null when the box does not open with this key for this event.</summary>
    public static byte[]? Open(byte[] box, byte[] key, RecordedEvent recorded)
    {
        if (box.Length < NonceSize + TagSize)
            return null;
        var members = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(
                box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, members.Length), box.AsSpan(NonceSize + members.Length), members,
                BoundTo(recorded.Stream, recorded.Id, recorded.Type));
            return members;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static void WriteBox(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> personal, byte[] key, byte[] bound)
    {
        var box = new byte[NonceSize + personal.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(
            box.AsSpan(0, NonceSize), personal, box.AsSpan(NonceSize, personal.Length), box.AsSpan(NonceSize + personal.Length), bound);
        output.Write(",\"box\":\""u8);
        Base64.EncodeToUtf8(box, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(box.Length)), out _, out var written);
        output.Advance(written);
        output.Write("\""u8);
    }

    private static Found ReadBox(ref Utf8JsonReader reader, int start)
    {
        Guid subject = default;
        byte[]? box = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSubject = reader.ValueTextEquals("for"u8);
            var isBox = reader.ValueTextEquals("box"u8);
            reader.Read();
            if (isSubject && reader.TokenType == JsonTokenType.String)
                _ = reader.TryGetGuid(out subject);
            else if (isBox && reader.TokenType == JsonTokenType.String)
                box = reader.TryGetBytesFromBase64(out var bytes) ? bytes : [];
            else
                reader.Skip();
        }

        return new Found(start, (int)reader.BytesConsumed, subject, box);
    }

    private static bool IsPersonal(ref Utf8JsonReader reader, PersonalShape shape)
    {
        foreach (var field in shape.Fields)
        {
            if (reader.ValueTextEquals(field))
                return true;
        }

        return false;
    }

    private static byte[] BoundTo(string stream, Guid id, string type) => Encoding.UTF8.GetBytes($"{stream}\n{id}\n{type}");

    /// <param name="Start">Of the member, its name included.</param>
    /// <param name="Box">Null when the key was destroyed before the event was written.</param>
    internal readonly record struct Found(int Start, int End, Guid Subject, byte[]? Box);
}

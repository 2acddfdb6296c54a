using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>Frames as JSON.</summary>
internal static class FrameJson
{
    /// <summary>A page may write <c>type</c> wherever it likes in its object.</summary>
    private static readonly JsonSerializerOptions Options = new(ContractJson.Options) { AllowOutOfOrderMetadataProperties = true };

    /// <summary>Null for whatever is no frame of ours.</summary>
    public static PageFrame? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<PageFrame>(utf8, Options);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    public static byte[] Write(ServerFrame frame) => JsonSerializer.SerializeToUtf8Bytes(frame, Options);
}

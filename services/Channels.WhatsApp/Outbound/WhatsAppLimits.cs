namespace Omnichannel.Channels.WhatsApp;

/// <summary>The most bytes of each kind of media, in and out (Meta's reference of supported media).</summary>
internal static class WhatsAppLimits
{
    public const long Image = 5 * 1024 * 1024;
    public const long Audio = 16 * 1024 * 1024;
    public const long Video = 16 * 1024 * 1024;
    public const long Document = 100 * 1024 * 1024;

    /// <summary>By what its sender says it is; a document may be anything.</summary>
    public static long Of(string contentType) => contentType.Split('/')[0] switch
    {
        "image" => Image,
        "audio" => Audio,
        "video" => Video,
        _ => Document,
    };
}

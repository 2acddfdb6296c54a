using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>Files that come and go with messages.</summary>
public sealed record AttachmentOptions : ISettings
{
    public static string Section => "Attachments";

    /// <summary>Where files are kept; all processes of an installation share it. Without it <c>attachments</c> in the data folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Our address as providers and citizens reach it, for signed links. Without it this process.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Bytes of one file; 100 MiB is the most that any channel carries.</summary>
    public long MaxSize { get; set; } = 100 * 1024 * 1024;

    public IEnumerable<InvalidSetting> Validate()
    {
        if (MaxSize < 1)
            yield return new(nameof(MaxSize), "must be 1 byte at least");
        foreach (var wrong in AddressSetting.Check(nameof(PublicUrl), PublicUrl))
            yield return wrong;
    }
}

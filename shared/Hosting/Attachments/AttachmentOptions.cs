using Microsoft.Extensions.Configuration;

namespace Omnichannel.Hosting;

/// <summary>Section <c>Attachments</c>.</summary>
/// <param name="Folder">Where files are kept; all processes of an installation share it. Default: <c>attachments</c> in the data folder.</param>
/// <param name="PublicUrl">Our address as providers and citizens reach it, for signed links. Default: this process.</param>
/// <param name="MaxSize">Bytes of one file; 100 MiB, the most that any channel carries.</param>
public sealed record AttachmentOptions(string Folder, string PublicUrl, long MaxSize)
{
    public static AttachmentOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Attachments");
        return new AttachmentOptions(
            section["Folder"] ?? Path.Combine(configuration["OMNICHANNEL_DATA"] ?? "data", "attachments"),
            (section["PublicUrl"] ?? OwnAddress.Of(configuration)).TrimEnd('/'),
            section.GetValue("MaxSize", 100L * 1024 * 1024));
    }
}

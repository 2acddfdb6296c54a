using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>Files of messages in an object store that speaks Amazon's S3 protocol, instead of a folder.</summary>
public sealed record S3Options : ISettings
{
    public static string Section => "Attachments:S3";

    /// <summary>The bucket, which has to be there. Set, files are kept in it, and not in `Attachments:Folder`.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>The store's address, such as <c>https://s3.example</c>. Without it Amazon's own, in the region.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The region that requests are signed for; stores that have but one take any.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Who we are to the store. Without it the machine's own credentials count, such as an instance's role.</summary>
    [Secret]
    public string AccessKey { get; set; } = "";

    /// <summary>The key's secret.</summary>
    [Secret]
    public string SecretKey { get; set; } = "";

    /// <summary>Name the bucket in the path, not in the host's name; only counts with an <c>Endpoint</c>.</summary>
    public bool PathStyle { get; set; } = true;

    public bool IsSet => Bucket.Length > 0;

    public IEnumerable<InvalidSetting> Validate()
    {
        foreach (var wrong in AddressSetting.Check(nameof(Endpoint), Endpoint))
            yield return wrong;
        if (AccessKey.Length > 0 != SecretKey.Length > 0)
            yield return new(AccessKey.Length > 0 ? nameof(SecretKey) : nameof(AccessKey), "is not set, although the other half of the credentials is");
        if (!IsSet && Endpoint.Length > 0)
            yield return new(nameof(Bucket), $"is not set, although {Section}:{nameof(Endpoint)} is; files need a bucket");
    }
}

using System.Security.Cryptography;
using System.Text;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Channels.WebChat;

/// <summary>Chat on the administration's own pages.</summary>
internal sealed record WebChatOptions : ISettings
{
    private const int ShortestSecret = 16;

    public static string Section => "WebChat";

    /// <summary>Signs visitors' sessions, 16 characters or more. Without it derived from the admin key.</summary>
    [Secret]
    public string SessionSecret { get; set; } = "";

    /// <summary>With which the embedding site signs who its users are, 16 characters or more. Without it the demo page alone can.</summary>
    [Secret]
    public string IdentitySecret { get; set; } = "";

    /// <summary>Sites that may open the chat, such as <c>https://www.city.example</c>. Without it our own host only, and any on loopback.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>When somebody is there, such as <c>Mo-Fr 08:00-12:00, Mo-We 13:00-16:30</c>. Without it always.</summary>
    public string Hours { get; set; } = "";

    /// <summary>The time zone of <c>Hours</c>, such as <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Messages in ten seconds from one address; 0 = any number, also of files, where a proxy hides the addresses.</summary>
    public int MessagesPerAddress { get; set; } = 200;

    /// <summary>Bytes of a visitor's file.</summary>
    public long AttachmentSize { get; set; } = 10 * 1024 * 1024;

    /// <summary>Signs visitor tokens.</summary>
    public byte[] SessionKey { get; internal set; } = [];

    /// <summary>Checks, and on the demo page signs, who somebody is.</summary>
    public byte[] IdentityKey { get; internal set; } = [];

    /// <summary>True where the demo page may sign identities itself.</summary>
    public bool HasDemoIdentity => IdentitySecret.Length == 0;

    public OpeningHours Opening { get; private set; } = OpeningHours.Read(null, null);

    /// <summary>The keys, and what origins and hours mean; secrets that are not set follow from the admin key, so that every process agrees.</summary>
    public void Complete(AdminKey adminKey)
    {
        SessionKey = SessionSecret.Length > 0 ? Encoding.UTF8.GetBytes(SessionSecret) : Derived("webchat sessions"u8);
        IdentityKey = IdentitySecret.Length > 0 ? Encoding.UTF8.GetBytes(IdentitySecret) : Derived("webchat demo identities"u8);
        AllowedOrigins = [.. AllowedOrigins.Select(origin => OriginOf(origin) ?? origin)];
        Opening = HoursOf(out _) ?? Opening;

        byte[] Derived(ReadOnlySpan<byte> purpose) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(adminKey.Value), purpose);
    }

    public IEnumerable<InvalidSetting> Validate()
    {
        foreach (var (name, secret) in new[] { (nameof(SessionSecret), SessionSecret), (nameof(IdentitySecret), IdentitySecret) })
        {
            if (secret.Length is > 0 and < ShortestSecret)
                yield return new(name, $"is too short: use at least {ShortestSecret} characters");
        }

        foreach (var origin in AllowedOrigins.Where(origin => OriginOf(origin) is null))
            yield return new(nameof(AllowedOrigins), $"'{origin}' is no origin; write it as https://www.city.example");
        if (HoursOf(out var invalid) is null)
            yield return invalid;
    }

    /// <summary>As browsers write it: scheme and host, the port only where it is not the scheme's own, nothing behind. Null when it is none.</summary>
    private static string? OriginOf(string configured) =>
        Uri.TryCreate(configured, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/"
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    private OpeningHours? HoursOf(out InvalidSetting invalid)
    {
        invalid = default;
        try
        {
            return OpeningHours.Read(Hours, TimeZone);
        }
        catch (FormatException exception)
        {
            invalid = new(nameof(Hours), exception.Message.TrimEnd('.'));
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            invalid = new(nameof(TimeZone), $"'{TimeZone}' is unknown; write it as Europe/Berlin");
        }

        return null;
    }
}

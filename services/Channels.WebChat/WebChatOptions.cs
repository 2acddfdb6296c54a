using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>Section <c>WebChat</c>.</summary>
/// <param name="SessionKey">Signs visitor tokens: <c>SessionSecret</c>, else derived from the admin key, so that every process of an
/// installation agrees.</param>
/// <param name="IdentityKey">What the embedding site signs its users' identities with: <c>IdentitySecret</c>, else the demo page's own.</param>
/// <param name="HasDemoIdentity">True without <c>IdentitySecret</c>: then the demo page may sign identities itself.</param>
/// <param name="AllowedOrigins">Sites that may open the socket; empty = our own host only, and any on loopback.</param>
internal sealed record WebChatOptions(byte[] SessionKey, byte[] IdentityKey, bool HasDemoIdentity, IReadOnlyList<string> AllowedOrigins)
{
    private const int ShortestSecret = 16;

    /// <summary>When somebody is there: <c>Hours</c> and <c>TimeZone</c>; without hours, always.</summary>
    public OpeningHours Hours { get; init; } = OpeningHours.Read(null, null);

    /// <summary>Messages in ten seconds from one address; 0 = any number, also of files, where a proxy hides the addresses.</summary>
    public int MessagesPerAddress { get; init; } = 200;

    /// <summary>Bytes of a visitor's file.</summary>
    public long AttachmentSize { get; init; } = 10 * 1024 * 1024;

    /// <exception cref="InvalidOperationException">A secret is too short, an origin is none, or hours cannot be read.</exception>
    public static WebChatOptions Read(IConfiguration configuration, AdminKey adminKey)
    {
        var section = configuration.GetSection("WebChat");
        var session = Secret(section, "SessionSecret");
        var identity = Secret(section, "IdentitySecret");
        return new WebChatOptions(
            session ?? Derived(adminKey, "webchat sessions"u8),
            identity ?? Derived(adminKey, "webchat demo identities"u8),
            identity is null,
            [.. (section["AllowedOrigins"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Origin)])
        {
            Hours = HoursOf(section),
            MessagesPerAddress = section.GetValue("MessagesPerAddress", 200),
            AttachmentSize = section.GetValue("AttachmentSize", 10L * 1024 * 1024),
        };
    }

    private static OpeningHours HoursOf(IConfigurationSection section)
    {
        try
        {
            return OpeningHours.Read(section["Hours"], section["TimeZone"]);
        }
        catch (Exception exception) when (exception is FormatException or TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new InvalidOperationException($"WebChat:Hours: {exception.Message}", exception);
        }
    }

    private static byte[]? Secret(IConfigurationSection section, string name) => section[name] switch
    {
        null or "" => null,
        { Length: < ShortestSecret } => throw new InvalidOperationException($"WebChat:{name} is too short: use at least {ShortestSecret} characters."),
        var secret => Encoding.UTF8.GetBytes(secret),
    };

    private static byte[] Derived(AdminKey adminKey, ReadOnlySpan<byte> purpose) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(adminKey.Value), purpose);

    /// <summary>As browsers write it: scheme and host, the port only where it is not the scheme's own, nothing behind.</summary>
    private static string Origin(string configured) =>
        Uri.TryCreate(configured, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/"
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new InvalidOperationException($"WebChat:AllowedOrigins: '{configured}' is no origin; write it like https://www.example.org.");
}

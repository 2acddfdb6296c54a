using System.Globalization;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>
/// Reads <c>esdb://[user:password@]host[:2113][,host…][?key=value&amp;…]</c>. Several hosts, or <c>esdb+discover</c>, mean a cluster. User and
/// password are percent-decoded. Whatever is wrong is an <see cref="InvalidOperationException"/> that says what, never a secret.
/// </summary>
internal static class EsdbConnectionString
{
    private const int DefaultPort = 2113;
    private static readonly string[] Schemes = ["esdb", "kurrentdb", "kurrent", "kdb"];

    /// <summary>True when the text names an EventStoreDB.</summary>
    public static bool IsOne(string text) => SchemeOf(text) is { } scheme && Schemes.Contains(scheme.Replace("+discover", "", StringComparison.Ordinal));

    public static EsdbSettings Parse(string text)
    {
        if (!IsOne(text))
            throw Wrong("it does not begin with esdb:// or esdb+discover://");
        var scheme = SchemeOf(text)!;
        var rest = text.Trim()[(scheme.Length + 3)..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var (before, query) = question < 0 ? (rest, "") : (rest[..question], rest[(question + 1)..]);
        // The last @ ends the login: an unescaped one may stand in a password, never in a host.
        var at = before.LastIndexOf('@');
        var hosts = Hosts(before[(at + 1)..].TrimEnd('/'));
        var settings = new EsdbSettings(hosts) { Discovers = scheme.EndsWith("+discover", StringComparison.Ordinal) || hosts.Length > 1 };
        if (at >= 0)
        {
            var colon = before[..at].IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                throw Wrong("before the @ there must be user:password");
            settings = settings with { User = Uri.UnescapeDataString(before[..colon]), Password = Uri.UnescapeDataString(before[(colon + 1)..at]) };
        }

        settings = Options(query).Aggregate(settings, (sum, option) => With(sum, option.Key, option.Value));
        return (settings.UserCertFile is null) == (settings.UserKeyFile is null)
            ? settings
            : throw Wrong("userCertFile and userKeyFile go together");
    }

    private static string? SchemeOf(string text) =>
        text.IndexOf("://", StringComparison.Ordinal) is var end and > 0 ? text[..end].Trim().ToLowerInvariant() : null;

    private static EsdbHost[] Hosts(string list)
    {
        if (list.Length == 0)
            throw Wrong("it names no host");
        return [.. list.Split(',').Select(host =>
        {
            // Brackets hold the colons of an IPv6 address.
            var colon = host.LastIndexOf(':') is var last && last > host.LastIndexOf(']') ? last : -1;
            var (name, port) = colon < 0 ? (host, DefaultPort) : (host[..colon], Number("the port", host[(colon + 1)..]));
            return Uri.CheckHostName(name.Trim('[', ']')) != UriHostNameType.Unknown && port is > 0 and < 65_536
                ? new EsdbHost(name, port)
                : throw Wrong($"'{host}' is no host, or no port between 1 and 65535");
        })];
    }

    private static IEnumerable<KeyValuePair<string, string>> Options(string query)
    {
        var seen = new HashSet<string>();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw Wrong($"'{pair}' is not key=value");
            var key = pair[..equals].ToLowerInvariant();
            if (!seen.Add(key))
                throw Wrong($"{pair[..equals]} is given twice");
            yield return new(key, Uri.UnescapeDataString(pair[(equals + 1)..]));
        }
    }

    private static EsdbSettings With(EsdbSettings settings, string key, string value) => key switch
    {
        "tls" => settings with { Tls = Flag("tls", value) },
        "tlsverifycert" => settings with { VerifiesCertificate = Flag("tlsVerifyCert", value) },
        "tlscafile" => settings with { CaFile = File("tlsCaFile", value) },
        "usercertfile" => settings with { UserCertFile = File("userCertFile", value) },
        "userkeyfile" => settings with { UserKeyFile = File("userKeyFile", value) },
        "connectionname" => settings with { ConnectionName = value },
        "maxdiscoverattempts" => settings with { MaxDiscoverAttempts = Math.Max(1, Number("maxDiscoverAttempts", value)) },
        "discoveryinterval" => settings with { DiscoveryInterval = Milliseconds("discoveryInterval", value) },
        "gossiptimeout" => settings with { GossipTimeout = Milliseconds("gossipTimeout", value) },
        "defaultdeadline" => settings with { Deadline = Milliseconds("defaultDeadline", value) },
        "keepaliveinterval" => settings with { KeepAliveInterval = KeepAlive("keepAliveInterval", value) },
        "keepalivetimeout" => settings with { KeepAliveTimeout = KeepAlive("keepAliveTimeout", value) },
        // Every append here states what it expects, and a conflict is an answer: there is nothing to be thrown or not.
        "throwonappendfailure" when Flag("throwOnAppendFailure", value) || true => settings,
        // What was just written must be there when it is read, and only the leader promises that.
        "nodepreference" => value.Equals("leader", StringComparison.OrdinalIgnoreCase)
            ? settings
            : throw Wrong("nodePreference can only be leader: others may not have yet what was just written"),
        _ => throw Wrong($"there is no option {key}"),
    };

    private static bool Flag(string key, string value) => bool.TryParse(value, out var flag) ? flag : throw Wrong($"{key} must be true or false");

    private static int Number(string key, string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong($"{key} must be a number");

    private static TimeSpan Milliseconds(string key, string value) =>
        Number(key, value) is var number and > 0 ? TimeSpan.FromMilliseconds(number) : throw Wrong($"{key} must be milliseconds, more than 0");

    private static TimeSpan KeepAlive(string key, string value) => Number(key, value) switch
    {
        -1 => Timeout.InfiniteTimeSpan,
        // The least that .NET's HTTP/2 takes.
        >= 1_000 and var number => TimeSpan.FromMilliseconds(number),
        _ => throw Wrong($"{key} must be milliseconds, 1000 or more, or -1 for never"),
    };

    private static string File(string key, string path) => System.IO.File.Exists(path) ? path : throw Wrong($"{key}: there is no file {path}");

    private static InvalidOperationException Wrong(string what) => new($"The connection string of EventStoreDB cannot be used: {what}.");
}

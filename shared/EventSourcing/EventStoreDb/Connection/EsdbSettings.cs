namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>What a connection string says; see <see cref="EsdbConnectionString"/>. Zero or negative keep-alive times mean never.</summary>
internal sealed record EsdbSettings(IReadOnlyList<EsdbHost> Hosts)
{
    /// <summary>The hosts are queried for the leader; else the one host is used, and the leader it may name.</summary>
    public bool Discovers { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public bool Tls { get; init; } = true;

    public bool VerifiesCertificate { get; init; } = true;

    /// <summary>A PEM file of root certificates that count instead of the system's.</summary>
    public string? CaFile { get; init; }

    public string? UserCertFile { get; init; }

    public string? UserKeyFile { get; init; }

    public string? ConnectionName { get; init; }

    public int MaxDiscoverAttempts { get; init; } = 10;

    public TimeSpan DiscoveryInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan GossipTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an append, with all it takes to settle it, or a short question may last.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public Uri AddressOf(EsdbHost host) => new UriBuilder(Tls ? "https" : "http", host.Name, host.Port).Uri;

    /// <summary>Without user and password: settings may end up in a log.</summary>
    public override string ToString() => string.Join(", ", Hosts.Select(host => $"{host.Name}:{host.Port}"));
}

internal readonly record struct EsdbHost(string Name, int Port);

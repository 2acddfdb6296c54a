using Omnichannel.EventSourcing.EventStoreDb.Wire;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>
/// Knows which node to speak to: the one host, or the leader of a cluster as its members say, or where a node that is not the leader has
/// sent us. Forgets a node that failed and looks again.
/// </summary>
internal sealed class EsdbNodes(EsdbSettings settings, GrpcClient grpc, TimeProvider time) : IDisposable
{
    private const string Gossip = "/event_store.client.gossip.Gossip/Read";

    /// <summary>Of the states that a member reports: it takes appends.</summary>
    private const int Leader = 8;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<EsdbHost> _members = [];
    private Uri? _current;

    /// <summary>Waits, up to the timeout, for a node.</summary>
    public async Task<Uri> CurrentAsync(EsdbRetry retry, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await CurrentAsync(ct);
            }
            catch (EsdbException exception)
            {
                await retry.PauseAsync(exception, ct);
            }
        }
    }

    /// <exception cref="EsdbException">Nobody leads at present, or nobody answers.</exception>
    public async Task<Uri> CurrentAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref _current) is { } known)
            return known;
        await _turn.WaitAsync(ct);
        try
        {
            return _current ??= settings.Discovers ? await DiscoverAsync(ct) : settings.AddressOf(settings.Hosts[0]);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Records that a call to a node failed, so that the next one may go elsewhere.</summary>
    public void Failed(Uri node, EsdbException failure)
    {
        // Somebody else may have noticed first, and found another one meanwhile.
        if (failure.Leader is { } leader)
            Interlocked.CompareExchange(ref _current, settings.AddressOf(leader), node);
        else if (failure.IsTransient)
            Interlocked.CompareExchange(ref _current, null, node);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Uri> DiscoverAsync(CancellationToken ct)
    {
        EsdbException? failure = null;
        for (var attempt = 0; attempt < settings.MaxDiscoverAttempts; attempt++)
        {
            if (attempt > 0)
                await Task.Delay(settings.DiscoveryInterval, time, ct);
            // The members known last come first: the hosts of the connection string may be long gone.
            foreach (var host in Shuffled(_members).Concat(Shuffled(settings.Hosts)).Distinct())
            {
                try
                {
                    var told = await grpc.CallAsync(settings.AddressOf(host), Gossip, new Nothing(), ClusterMembers.Parser, settings.GossipTimeout, ct);
                    var alive = told.Members.Where(member => member.IsAlive && member.EndPoint is not null).ToArray();
                    _members = [.. alive.Select(HostOf)];
                    if (alive.FirstOrDefault(member => member.State == Leader) is { } leader)
                        return settings.AddressOf(HostOf(leader));
                    failure = new EsdbException(GrpcCode.Unavailable, $"EventStoreDB at {settings} has no leader at present.");
                }
                catch (EsdbException exception)
                {
                    failure = exception;
                }
            }
        }

        throw new EsdbException(GrpcCode.Unavailable, failure!.Message, failure);
    }

    private static EsdbHost HostOf(ClusterMembers.Types.Member member) => new(member.EndPoint.Address, (int)member.EndPoint.Port);

    private static EsdbHost[] Shuffled(IReadOnlyList<EsdbHost> hosts)
    {
        var shuffled = hosts.ToArray();
        Random.Shared.Shuffle(shuffled);
        return shuffled;
    }
}

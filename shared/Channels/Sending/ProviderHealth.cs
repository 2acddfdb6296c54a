namespace Omnichannel.Channels;

/// <summary>
/// Which of a channel's providers gets a message. Providers stand in an order; shares spread the messages over those that have one. A
/// provider whose calls fail or are slow too often is put aside; after a pause one message tries it again, and a good answer brings it
/// back. Time comes in as a value; safe for many callers at once.
/// </summary>
public sealed class ProviderHealth
{
    private readonly Lock _lock = new();
    private readonly List<ProviderStatus> _statuses;
    private readonly FailoverLimits _limits;

    /// <param name="providers">In order of preference, at least one, each with its share of the messages; 0 = only when others are aside.</param>
    public ProviderHealth(IReadOnlyList<(string Name, int Share)> providers, FailoverLimits limits)
    {
        _statuses = [.. providers.Select(provider => new ProviderStatus(provider.Name, Math.Max(0, provider.Share)))];
        _limits = limits;
    }

    /// <summary>Of a channel with one provider: there is no other to take over, so it is never put aside.</summary>
    public static ProviderHealth OfOne(string provider) => new([(provider, 0)], FailoverLimits.Default);

    /// <summary>Who should be given this message, first choice first; all providers are in it.</summary>
    public IReadOnlyList<string> OrderFor(Guid messageId, DateTimeOffset now)
    {
        lock (_lock)
        {
            var order = new List<ProviderStatus>();
            if (_statuses.Find(status => status.TryAgainAt <= now) is { } trial)
            {
                // One message tries it; the next one only after another pause.
                trial.TryAgainAt = now + _limits.Pause;
                trial.IsOnTrial = true;
                order.Add(trial);
            }

            var well = _statuses.Where(status => status.TryAgainAt is null).ToList();
            if (ByShare(well, messageId) is { } chosen)
                order.Add(chosen);
            order.AddRange(well);
            order.AddRange(_statuses);
            return [.. order.Distinct().Select(status => status.Name)];
        }
    }

    /// <summary>Takes down how a call to a provider went.</summary>
    /// <returns>The switch that it led to; null when all stays as it is.</returns>
    public ProviderSwitch? Record(string provider, bool hasFailed, TimeSpan took, DateTimeOffset now)
    {
        lock (_lock)
        {
            var status = _statuses.Find(one => one.Name == provider);
            if (status is null || _statuses.Count == 1)
                return null;
            var isBad = hasFailed || took > _limits.SlowAfter;
            return status.TryAgainAt is null ? Judge(status, hasFailed, isBad, now) : Pardon(status, isBad, now);
        }
    }

    /// <summary>Each provider, and whether it is aside at the moment.</summary>
    public IReadOnlyList<(string Name, bool IsAside)> Statuses
    {
        get
        {
            lock (_lock)
                return [.. _statuses.Select(status => (status.Name, status.TryAgainAt is not null))];
        }
    }

    private ProviderSwitch? Judge(ProviderStatus status, bool hasFailed, bool isBad, DateTimeOffset now)
    {
        status.Calls.Enqueue(new Call(now, isBad, hasFailed));
        while (status.Calls.Count > _limits.MostCalls || status.Calls.Peek().At < now - _limits.Window)
            status.Calls.Dequeue();
        var bad = status.Calls.Count(call => call.IsBad);
        if (!isBad || status.Calls.Count < _limits.LeastCalls || bad < _limits.BadShare * status.Calls.Count)
            return null;
        // With nobody to take over, putting it aside would help nobody.
        if (_statuses.Find(one => one != status && one.TryAgainAt is null) is not { } next)
            return null;
        var reason = status.Calls.Count(call => call.HasFailed) * 2 >= bad ? "provider.failing" : "provider.slow";
        status.Calls.Clear();
        status.TryAgainAt = now + _limits.Pause;
        status.IsOnTrial = false;
        return new ProviderSwitch(status.Name, next.Name, reason);
    }

    private ProviderSwitch? Pardon(ProviderStatus status, bool isBad, DateTimeOffset now)
    {
        // Answers to calls from before it was put aside say nothing new.
        if (!status.IsOnTrial)
            return null;
        status.IsOnTrial = false;
        if (isBad)
        {
            status.TryAgainAt = now + _limits.Pause;
            return null;
        }

        var standIn = _statuses.Find(one => one.TryAgainAt is null)?.Name ?? status.Name;
        status.TryAgainAt = null;
        status.Calls.Clear();
        return new ProviderSwitch(standIn, status.Name, "provider.recovered");
    }

    /// <summary>The same message gets the same provider again as long as nothing changes.</summary>
    private static ProviderStatus? ByShare(List<ProviderStatus> well, Guid messageId)
    {
        var all = well.Sum(status => status.Share);
        if (all == 0)
            return null;
        var place = (int)(BitConverter.ToUInt32(messageId.ToByteArray(), 12) % (uint)all);
        return well.First(status => (place -= status.Share) < 0);
    }

    private readonly record struct Call(DateTimeOffset At, bool IsBad, bool HasFailed);

    private sealed class ProviderStatus(string name, int share)
    {
        public string Name { get; } = name;

        public int Share { get; } = share;

        public Queue<Call> Calls { get; } = new();

        /// <summary>Null = in use; else aside until then.</summary>
        public DateTimeOffset? TryAgainAt { get; set; }

        public bool IsOnTrial { get; set; }
    }
}

/// <param name="From">First choice until now.</param>
/// <param name="To">First choice from now on.</param>
public sealed record ProviderSwitch(string From, string To, string Reason);

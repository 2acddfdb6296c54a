namespace Omnichannel.Channels;

/// <summary>
/// Which of a channel's providers gets a message. Providers stand in an order; shares spread the messages over those that have one. A
/// provider whose calls fail or are slow too often is put aside; after a pause one message tries it again, and a good answer brings it
/// back. Time comes in as a value; safe for many callers at once.
/// </summary>
public sealed class ProviderHealth
{
    private readonly Lock _lock = new();
    private readonly List<ProviderStatus> _standings;
    private readonly FailoverOptions _limits;

    /// <param name="providers">In order of preference, at least one, each with its share of the messages; 0 = only when others are aside.</param>
    public ProviderHealth(IReadOnlyList<(string Name, int Share)> providers, FailoverOptions limits)
    {
        _standings = [.. providers.Select(provider => new ProviderStatus(provider.Name, Math.Max(0, provider.Share)))];
        _limits = limits;
    }

    /// <summary>Who should be given this message, first choice first; all providers are in it.</summary>
    public IReadOnlyList<string> OrderFor(Guid messageId, DateTimeOffset now)
    {
        lock (_lock)
        {
            var order = new List<ProviderStatus>();
            if (_standings.Find(standing => standing.TryAgainAt <= now) is { } trial)
            {
                // One message tries it; the next one only after another pause.
                trial.TryAgainAt = now + _limits.Pause;
                trial.IsOnTrial = true;
                order.Add(trial);
            }

            var well = _standings.Where(standing => standing.TryAgainAt is null).ToList();
            if (ByShare(well, messageId) is { } chosen)
                order.Add(chosen);
            order.AddRange(well);
            order.AddRange(_standings);
            return [.. order.Distinct().Select(standing => standing.Name)];
        }
    }

    /// <summary>Takes down how a call to a provider went.</summary>
    /// <returns>The switch that it led to; null when all stays as it is.</returns>
    public ProviderSwitch? Record(string provider, bool hasFailed, TimeSpan took, DateTimeOffset now)
    {
        lock (_lock)
        {
            var standing = _standings.Find(one => one.Name == provider);
            if (standing is null || _standings.Count == 1)
                return null;
            var isBad = hasFailed || took > _limits.SlowAfter;
            return standing.TryAgainAt is null ? Judge(standing, hasFailed, isBad, now) : Pardon(standing, isBad, now);
        }
    }

    /// <summary>Each provider, and whether it is aside at the moment.</summary>
    public IReadOnlyList<(string Name, bool IsAside)> Statuses
    {
        get
        {
            lock (_lock)
                return [.. _standings.Select(standing => (standing.Name, standing.TryAgainAt is not null))];
        }
    }

    private ProviderSwitch? Judge(ProviderStatus standing, bool hasFailed, bool isBad, DateTimeOffset now)
    {
        standing.Calls.Enqueue(new Call(now, isBad, hasFailed));
        while (standing.Calls.Count > _limits.MostCalls || standing.Calls.Peek().At < now - _limits.Window)
            standing.Calls.Dequeue();
        var bad = standing.Calls.Count(call => call.IsBad);
        if (!isBad || standing.Calls.Count < _limits.LeastCalls || bad < _limits.BadShare * standing.Calls.Count)
            return null;
        // With nobody to take over, putting it aside would help nobody.
        if (_standings.Find(one => one != standing && one.TryAgainAt is null) is not { } next)
            return null;
        var reason = standing.Calls.Count(call => call.HasFailed) * 2 >= bad ? "provider.failing" : "provider.slow";
        standing.Calls.Clear();
        standing.TryAgainAt = now + _limits.Pause;
        standing.IsOnTrial = false;
        return new ProviderSwitch(standing.Name, next.Name, reason);
    }

    private ProviderSwitch? Pardon(ProviderStatus standing, bool isBad, DateTimeOffset now)
    {
        // Answers to calls from before it was put aside say nothing new.
        if (!standing.IsOnTrial)
            return null;
        standing.IsOnTrial = false;
        if (isBad)
        {
            standing.TryAgainAt = now + _limits.Pause;
            return null;
        }

        var standIn = _standings.Find(one => one.TryAgainAt is null)?.Name ?? standing.Name;
        standing.TryAgainAt = null;
        standing.Calls.Clear();
        return new ProviderSwitch(standIn, standing.Name, "provider.recovered");
    }

    /// <summary>The same message gets the same provider again as long as nothing changes.</summary>
    private static ProviderStatus? ByShare(List<ProviderStatus> well, Guid messageId)
    {
        var all = well.Sum(standing => standing.Share);
        if (all == 0)
            return null;
        var place = (int)(BitConverter.ToUInt32(messageId.ToByteArray(), 12) % (uint)all);
        return well.First(standing => (place -= standing.Share) < 0);
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

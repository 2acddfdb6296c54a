namespace Omnichannel.Outreach;

/// <summary>So many messages a second on each channel, and no burst of more than a second's worth. One process leads, so one pace holds.</summary>
internal sealed class ChannelThrottle(OutreachOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (double Tokens, DateTimeOffset At)> _buckets = [];

    /// <summary>True when a message may go now.</summary>
    public bool TryAcquire(string channel, DateTimeOffset now)
    {
        var rate = options.PaceOf(channel);
        lock (_lock)
        {
            var (tokens, at) = _buckets.GetValueOrDefault(channel, (1, now));
            tokens = Math.Min(rate, tokens + (Math.Max(0, (now - at).TotalSeconds) * rate));
            var takes = tokens >= 1;
            _buckets[channel] = (takes ? tokens - 1 : tokens, now);
            return takes;
        }
    }
}

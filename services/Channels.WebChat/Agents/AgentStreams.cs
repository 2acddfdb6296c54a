using System.Threading.Channels;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.WebChat;

/// <summary>The desks that listen at this process. One that begins to listen is told first who is typing just now.</summary>
internal sealed class AgentStreams(TimeProvider time)
{
    private const int MostWaiting = 100;
    private static readonly TimeSpan TypingExpiry = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly HashSet<AgentStream> _watchers = [];
    private readonly Dictionary<ContactPoint, (ChatSignal Signal, long HeardAt)> _typing = [];
    private long _lastForgot;

    public AgentStream Add()
    {
        var watcher = new AgentStream(this);
        lock (_gate)
        {
            ForgetExpired();
            foreach (var (signal, _) in _typing.Values)
                watcher.Publish(signal);
            _watchers.Add(watcher);
        }

        return watcher;
    }

    public void Publish(ChatSignal signal)
    {
        lock (_gate)
        {
            // Now and then, and not with each of thousands who type at once.
            if (time.GetElapsedTime(_lastForgot) >= TypingExpiry)
                ForgetExpired();
            if (signal.Sign == ChatSign.Typing)
                _typing[signal.Visitor] = (signal, time.GetTimestamp());
            else
                _typing.Remove(signal.Visitor);
            foreach (var watcher in _watchers)
                watcher.Publish(signal);
        }
    }

    private void ForgetExpired()
    {
        _lastForgot = time.GetTimestamp();
        foreach (var (visitor, (_, heardAt)) in _typing)
        {
            if (time.GetElapsedTime(heardAt) >= TypingExpiry)
                _typing.Remove(visitor);
        }
    }

    private void Remove(AgentStream watcher)
    {
        lock (_gate)
            _watchers.Remove(watcher);
    }

    /// <summary>One of them. Who reads slowly misses the oldest: they are over anyway.</summary>
    internal sealed class AgentStream(AgentStreams all) : IDisposable
    {
        private readonly Channel<ChatSignal> _signals = Channel.CreateBounded<ChatSignal>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        public ChannelReader<ChatSignal> Signals => _signals.Reader;

        public void Publish(ChatSignal signal) => _signals.Writer.TryWrite(signal);

        public void Dispose() => all.Remove(this);
    }
}

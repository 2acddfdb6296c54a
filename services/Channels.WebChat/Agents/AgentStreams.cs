using System.Threading.Channels;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.WebChat;

/// <summary>The desks that listen at this process.</summary>
internal sealed class AgentStreams
{
    private const int MostWaiting = 100;
    private readonly Lock _gate = new();
    private readonly HashSet<AgentStream> _watchers = [];

    public AgentStream Add()
    {
        var watcher = new AgentStream(this);
        lock (_gate)
            _watchers.Add(watcher);
        return watcher;
    }

    public void Publish(ChatSignal signal)
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
                watcher.Publish(signal);
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

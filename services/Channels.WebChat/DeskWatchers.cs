using System.Threading.Channels;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.WebChat;

/// <summary>The desks that listen at this process.</summary>
internal sealed class DeskWatchers
{
    private const int MostWaiting = 100;
    private readonly Lock _gate = new();
    private readonly HashSet<Watcher> _watchers = [];

    public Watcher Add()
    {
        var watcher = new Watcher(this);
        lock (_gate)
            _watchers.Add(watcher);
        return watcher;
    }

    public void Tell(ChatSignal signal)
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
                watcher.Tell(signal);
        }
    }

    private void Remove(Watcher watcher)
    {
        lock (_gate)
            _watchers.Remove(watcher);
    }

    /// <summary>One of them. Who reads slowly misses the oldest: they are over anyway.</summary>
    internal sealed class Watcher(DeskWatchers all) : IDisposable
    {
        private readonly Channel<ChatSignal> _signals = Channel.CreateBounded<ChatSignal>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        public ChannelReader<ChatSignal> Signals => _signals.Reader;

        public void Tell(ChatSignal signal) => _signals.Writer.TryWrite(signal);

        public void Dispose() => all.Remove(this);
    }
}

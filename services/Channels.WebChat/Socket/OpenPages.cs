using System.Diagnostics.Metrics;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>All pages that are open at this process, by visitor.</summary>
internal sealed class OpenPages(AttachmentLinks links)
{
    public const int MaxOfVisitor = 20;
    public const int MaxSockets = 10_000;

    private static readonly Meter Meter = new("Omnichannel.Channels");
    private static readonly UpDownCounter<int> Open = Meter.CreateUpDownCounter<int>("omnichannel.webchat.sockets", "{socket}", "Open web chat sockets");

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<OpenPage>> _pages = [];
    private int _sockets;

    /// <summary>Reserves one more socket, before it is known whose; false when all are taken. Give it back with <see cref="LeaveSocket"/>.</summary>
    public bool TryAcquireSocket()
    {
        if (Interlocked.Increment(ref _sockets) > MaxSockets)
        {
            Interlocked.Decrement(ref _sockets);
            return false;
        }

        Open.Add(1);
        return true;
    }

    public void LeaveSocket()
    {
        Interlocked.Decrement(ref _sockets);
        Open.Add(-1);
    }

    /// <summary>Null when this visitor has too many open pages already.</summary>
    public OpenPage? TryOpen(Visitor visitor, ChatSocket socket)
    {
        lock (_gate)
        {
            if (!_pages.TryGetValue(visitor.Id, out var pages))
                _pages[visitor.Id] = pages = [];
            if (pages.Count >= MaxOfVisitor)
                return null;
            var page = new OpenPage(visitor, socket, links);
            pages.Add(page);
            return page;
        }
    }

    public void Remove(OpenPage page)
    {
        lock (_gate)
        {
            if (_pages.TryGetValue(page.Visitor.Id, out var pages) && pages.Remove(page) && pages.Count == 0)
                _pages.Remove(page.Visitor.Id);
        }
    }

    /// <summary>Shows a line on every open page of a visitor; there may be none.</summary>
    public void Show(ContactPoint visitor, ChatLine line)
    {
        foreach (var page in Of(visitor))
            page.Show(line);
    }

    public void Signal(ContactPoint visitor, ChatSign sign, DateTimeOffset at)
    {
        foreach (var page in Of(visitor))
            page.Signal(sign, at);
    }

    private OpenPage[] Of(ContactPoint visitor)
    {
        lock (_gate)
            return visitor.Kind == ContactPoint.WebChat && _pages.TryGetValue(visitor.Address, out var found) ? [.. found] : [];
    }
}

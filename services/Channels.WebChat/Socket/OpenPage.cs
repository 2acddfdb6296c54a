using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>One open page of a visitor: which replies it was shown, and what it said about them.</summary>
internal sealed class OpenPage(Visitor visitor, ChatSocket socket, AttachmentLinks links)
{
    private const int MaxHeld = 100;
    private const int MaxReplies = 1_000;

    private readonly Lock _gate = new();

    /// <summary>Reports count for these only: a page cannot report on lines that it was not shown.</summary>
    private readonly Dictionary<Guid, Reply> _replies = [];
    private readonly Queue<Guid> _order = new();

    /// <summary>Lines that came while the history was being fetched; null from the welcome on.</summary>
    private List<ChatLine>? _held = [];

    public Visitor Visitor { get; } = visitor;

    /// <summary>The first frame of the page, and then what came meanwhile: nothing falls between history and live lines.</summary>
    public void Welcome(AuthenticatedVisitor admitted, IReadOnlyList<ChatLine>? history, PageLimits limits, bool isOpen)
    {
        lock (_gate)
        {
            socket.Send(new ServerFrame.Welcome(
                admitted.Token, admitted.Key, Visitor.IsProven, history is null ? null : Frames(history), limits, isOpen));
            foreach (var line in _held ?? [])
                SendLine(line);
            _held = null;
        }
    }

    public void ShowHistory(IReadOnlyList<ChatLine> history)
    {
        lock (_gate)
            socket.Send(new ServerFrame.HistoryPage(Frames(history)));
    }

    public void Show(ChatLine line)
    {
        lock (_gate)
        {
            if (_held is null)
                SendLine(line);
            else if (_held.Count < MaxHeld)
                _held.Add(line);
            else
                socket.Close(ChatSocket.TryAgainLater, "reader.slow");
        }
    }

    /// <summary>What the agents do just now; a page that is not welcome yet does not need to know.</summary>
    public void Signal(ChatSign sign, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_held is null)
                socket.Send(new ServerFrame.Signal(sign, at));
        }
    }

    /// <summary>The report of the page as one of ours; null when the page was not shown that reply, or said so before.</summary>
    public DeliveryHeard? Report(Guid messageId, DeliveryState state, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_replies.TryGetValue(messageId, out var reply) || reply.State >= state)
                return null;
            _replies[messageId] = reply with { State = state };
            return new DeliveryHeard(
                reply.ConversationId, messageId, WebChatModule.ChannelName, messageId.ToString(), state, null, null, now);
        }
    }

    private void SendLine(ChatLine line)
    {
        Remember(line);
        socket.Send(ServerFrame.Line.Of(line, links));
    }

    /// <summary>A reply that could not be sent is the agent's to know, not the visitor's.</summary>
    private List<ServerFrame.Line> Frames(IReadOnlyList<ChatLine> lines)
    {
        var shown = lines.Where(line => line.FromCitizen || line.State != DeliveryState.Failed).ToList();
        shown.ForEach(Remember);
        return [.. shown.Select(line => ServerFrame.Line.Of(line, links))];
    }

    private void Remember(ChatLine line)
    {
        if (line.FromCitizen || !_replies.TryAdd(line.MessageId, new Reply(line.ConversationId, line.State)))
            return;
        _order.Enqueue(line.MessageId);
        if (_order.Count > MaxReplies)
            _replies.Remove(_order.Dequeue());
    }

    private readonly record struct Reply(Guid ConversationId, DeliveryState State);
}

namespace Omnichannel.Channels.WebChat;

/// <summary>How fast one visitor may write, over all of their pages: 20 messages in any 10 seconds.</summary>
internal sealed class SendRate(TimeProvider time)
{
    public const int Messages = 20;
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<long>> _sent = [];
    private long _sweptAt = time.GetTimestamp();

    /// <summary>Zero when the visitor may write now, else how long to wait.</summary>
    public TimeSpan Take(string visitorId)
    {
        lock (_gate)
        {
            Sweep();
            if (!_sent.TryGetValue(visitorId, out var sent))
                _sent[visitorId] = sent = new Queue<long>(Messages);
            DropOld(sent);
            if (sent.Count >= Messages)
                return Window - time.GetElapsedTime(sent.Peek());
            sent.Enqueue(time.GetTimestamp());
            return TimeSpan.Zero;
        }
    }

    /// <summary>Forgets the silent, once in a window: so there are never more entries than visitors who wrote in the last two.</summary>
    private void Sweep()
    {
        if (time.GetElapsedTime(_sweptAt) < Window)
            return;
        _sweptAt = time.GetTimestamp();
        foreach (var (visitorId, sent) in _sent)
        {
            DropOld(sent);
            if (sent.Count == 0)
                _sent.Remove(visitorId);
        }
    }

    private void DropOld(Queue<long> sent)
    {
        while (sent.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
            sent.Dequeue();
    }
}

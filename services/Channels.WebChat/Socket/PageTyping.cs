using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>Which of a page's typing signals are passed on: a page sends one every few keys.</summary>
internal sealed class PageTyping(TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    // Who sends a message and types on at once has begun anew; a page that does nothing else is held up.
    private readonly RateLimit _beginnings = new(time, 5, TimeSpan.FromSeconds(10));
    private long _saidAt;
    private bool _isTyping;

    /// <summary>Null when there is nothing new in it.</summary>
    public ChatSign? SignOf(bool isTyping)
    {
        if (!isTyping)
            return Stop();
        if (_isTyping ? time.GetElapsedTime(_saidAt) < Every : _beginnings.TryAcquire("") > TimeSpan.Zero)
            return null;
        _isTyping = true;
        _saidAt = time.GetTimestamp();
        return ChatSign.Typing;
    }

    private ChatSign? Stop()
    {
        if (!_isTyping)
            return null;
        _isTyping = false;
        return ChatSign.Stopped;
    }
}

using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>Which of a page's typing signals are passed on: a page sends one every few keys.</summary>
internal sealed class PageTyping(TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private long? _saidAt;
    private bool _isTyping;

    /// <summary>Null when there is nothing new in it.</summary>
    public ChatSign? SignOf(bool isTyping)
    {
        if (isTyping ? _saidAt is { } said && time.GetElapsedTime(said) < Every : !_isTyping)
            return null;
        _isTyping = isTyping;
        if (isTyping)
            _saidAt = time.GetTimestamp();
        return isTyping ? ChatSign.Typing : ChatSign.Stopped;
    }
}

namespace Omnichannel.Channels.WebChat;

/// <summary>
/// How fast visitors may write and send files: 20 messages in ten seconds, ten files in a minute. A new visitor costs nobody anything, so addresses are counted as well: many times more, for
/// whole offices stand behind one.
/// </summary>
internal sealed class VisitorRates(WebChatOptions options, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FileWindow = TimeSpan.FromMinutes(1);

    private readonly RateLimit _words = new(time, 20, Window);
    private readonly RateLimit _wordsOfAddress = new(time, options.MessagesPerAddress, Window);
    private readonly RateLimit _files = new(time, 10, FileWindow);
    private readonly RateLimit _filesOfAddress = new(time, options.MessagesPerAddress == 0 ? 0 : 60, FileWindow);

    /// <summary>Zero when a message may be taken, else how long to wait.</summary>
    /// <param name="address">Of the other end of the connection.</param>
    public TimeSpan TryTakeMessage(string visitorId, string address) => Longer(_words.TryAcquire(visitorId), () => _wordsOfAddress.TryAcquire(address));

    public TimeSpan TryTakeFile(string visitorId, string address) => Longer(_files.TryAcquire(visitorId), () => _filesOfAddress.TryAcquire(address));

    private static TimeSpan Longer(TimeSpan first, Func<TimeSpan> second) => first > TimeSpan.Zero ? first : second();
}

using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>Requests a visitor's history from Conversations.</summary>
internal sealed partial class HistoryLookup(IRequest<GetChatHistory, ChatHistory> conversations, ILogger<HistoryLookup> log)
{
    private const int Lines = 200;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Oldest first; null when nobody answers in time: a chat without its past is better than none.</summary>
    public async Task<IReadOnlyList<ChatLine>?> FindAsync(Visitor visitor, CancellationToken ct)
    {
        try
        {
            return (await conversations.SendAsync(new GetChatHistory(visitor.ContactPoint, Lines), Timeout, ct)).Lines;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            Log.Unanswered(log, exception.GetType().Name);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The history of a chat cannot be had: {Reason}")]
        public static partial void Unanswered(ILogger log, string reason);
    }
}

using MassTransit;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.WebChat;

/// <summary>Asks the conversations what was said with a visitor.</summary>
internal sealed partial class ChatHistory(IRequestClient<ChatHistoryAsked> client, ILogger<ChatHistory> log)
{
    private const int Lines = 200;
    private static readonly RequestTimeout Patience = RequestTimeout.After(s: 5);

    /// <summary>Oldest first; null when nobody answers in time: a chat without its past is better than none.</summary>
    public async Task<IReadOnlyList<ChatLine>?> AskAsync(Visitor visitor, CancellationToken ct)
    {
        try
        {
            var answer = await client.GetResponse<ChatHistoryTold>(new ChatHistoryAsked(visitor.ContactPoint, Lines), ct, Patience);
            return answer.Message.Lines;
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

using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>Passes signs on to every process of the web chat. One that does not arrive is missed by nobody.</summary>
internal sealed partial class ChatSignals(BusPublisher publisher, TimeProvider time, ILogger<ChatSignals> log)
{
    public async Task PublishAsync(ContactPoint visitor, bool fromCitizen, ChatSign sign, CancellationToken ct)
    {
        try
        {
            await PublishTimeout.WaitAsync(token => publisher.PublishAsync(new ChatSignal(visitor, fromCitizen, sign, time.GetUtcNow()), token), time, ct);
        }
        catch (Exception exception) when (exception is BusUnavailableException or TimeoutException)
        {
            Log.NotPublished(log, exception.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "A chat signal was not passed on: {Reason}")]
        public static partial void NotPublished(ILogger log, string reason);
    }
}

using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Voice;

/// <summary>Looks up who is calling, in Conversations. The caller waits meanwhile, so the look-up has a short time limit.</summary>
internal sealed partial class CallerLookup(IRequest<GetCaller, CallerFound> conversations, ILogger<CallerLookup> log)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(800);

    /// <summary>Null when nobody answers in time: then the caller is met as anybody is.</summary>
    public async Task<CallerFound?> FindAsync(ContactPoint? caller, CancellationToken ct)
    {
        if (caller is null || caller.Kind == ContactPoint.AnonymousCall)
            return null;
        try
        {
            return await conversations.SendAsync(new GetCaller(caller), Timeout, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            Log.Unanswered(log, exception.GetType().Name);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Who is calling cannot be had in time: {Reason}. The call begins as a stranger's")]
        public static partial void Unanswered(ILogger log, string reason);
    }
}

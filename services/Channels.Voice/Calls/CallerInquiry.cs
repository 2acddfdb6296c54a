using MassTransit;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>Asks the conversations who is calling. A caller waits while we ask, so nobody is asked for long.</summary>
internal sealed partial class CallerInquiry(IRequestClient<CallerAsked> client, ILogger<CallerInquiry> log)
{
    private static readonly RequestTimeout Patience = RequestTimeout.After(ms: 800);

    /// <summary>Null when nobody answers in time: then the caller is met as anybody is.</summary>
    public async Task<CallerTold?> AskAsync(ContactPoint? caller, CancellationToken ct)
    {
        if (caller is null || caller.Kind == ContactPoint.AnonymousCall)
            return null;
        try
        {
            return (await client.GetResponse<CallerTold>(new CallerAsked(caller), ct, Patience)).Message;
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

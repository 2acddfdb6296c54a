using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// What happens to every request about a call: check it, work out what it reports and what comes next, make the report durable, answer. The
/// answer follows from the request alone; no store and no list is read for it; only the caller is looked up, within a short time limit.
/// </summary>
internal sealed partial class CallEndpoint(
    MenuNavigator navigator, CallerLookup callers, VoiceOptions voice, TwilioVoiceOptions options, IIntake intake, WebhookIntake webhookIntake, TimeProvider time,
    ILogger<CallEndpoint> log)
{
    /// <summary>Twilio's requests are a few kilobytes; a transcript of two minutes is under ten.</summary>
    private const long MaxBody = 128 * 1024;

    /// <summary>A document that does nothing, for reports, and for what could not be read.</summary>
    private static readonly byte[] Nothing = new TwimlDocument().ToBytes();

    public static void Map(IEndpointRouteBuilder routes, CallStepReader reader)
    {
        var pattern = reader.Step.Endpoint.Length == 0 ? "/webhooks/twilio" : $"/webhooks/twilio/{reader.Step.Endpoint}";
        routes.MapPost(pattern, (HttpContext http, CallEndpoint endpoint) => endpoint.HandleAsync(http, reader)).Described(pattern, reader, MediaTypeNames.Text.Xml);
    }

    private async Task<IResult> HandleAsync(HttpContext http, CallStepReader reader)
    {
        var request = await WebhookEndpoint.ReadAsync(http, MaxBody);
        if (reader.Check(request) is var authenticity && authenticity != Authenticity.Authentic)
            return WebhookEndpoint.Refuse(reader, authenticity);
        var now = time.GetUtcNow();
        if (CallRequest.Read(request, options, out var code) is not { } call)
        {
            await webhookIntake.ParkAsync(reader, request, code!, CancellationToken.None);
            WebhookEndpoint.Count(reader, "parked");
            return Twiml(null);
        }

        WebhookEndpoint.Count(reader, "accepted");
        // Only the first request of a call looks up the caller: it decides where in the menu to begin.
        var caller = reader.Step is IncomingCall && !call.IsOutbound ? await callers.FindAsync(call.Citizen, http.RequestAborted) : null;
        var turn = reader.Step.Run(call, caller, now);
        if (turn.Heard.Count == 0)
            return Twiml(turn.Answer?.ToBytes());
        // Not the request's token: what was begun is finished, also when Twilio has stopped waiting.
        var accepted = intake.AcceptAsync(turn.Heard, CancellationToken.None);
        if (turn.Answer is null)
        {
            await accepted;
            return Twiml(null);
        }

        return await IsDurableAsync(accepted)
            ? Twiml(turn.Answer.ToBytes())
            : RetryPrompt.Answer(call, navigator.MenuOf(call, MenuPosition.Of(call)), options) is { } moment
                ? Twiml(moment.ToBytes())
                : Problems.Of(503, "service.unavailable", "The store or the broker is away; nothing was lost, try again.");
    }

    private async Task<bool> IsDurableAsync(Task accepted)
    {
        try
        {
            await accepted.WaitAsync(voice.Patience, time);
            return true;
        }
        catch (TimeoutException)
        {
            Log.Slow(log);
            // Nobody waits for it any more, but its failure must not go unobserved.
            _ = accepted.ContinueWith(failed => Log.Failed(log, failed.Exception), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return false;
        }
        catch (Exception exception) when (Problems.IsUnavailable(exception))
        {
            Log.Failed(log, exception);
            return false;
        }
    }

    private static IResult Twiml(byte[]? document) => Results.Bytes(document ?? Nothing, $"{MediaTypeNames.Text.Xml}; charset=utf-8");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A caller has to wait: the request is not durable yet")]
        public static partial void Slow(ILogger log);

        [LoggerMessage(LogLevel.Error, "A request of a call could not be made durable; Twilio has to repeat it")]
        public static partial void Failed(ILogger log, Exception? exception);
    }
}
